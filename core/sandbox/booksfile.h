#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <memory>
#include <vector>

namespace paydesk {

/// One entry of the books as it lies in the file.
struct BooksRow {
    enum class Kind { Order = 1, Code = 2, Refund = 3, Clock = 4, AuthCode = 5 };

    Kind kind = Kind::Order;
    QByteArray id; ///< out_trade_no, out_refund_no, the code, "ahead"
    QByteArray data;
};

/// sandbox.db: one SQLite table, WAL, synchronous=NORMAL (pretend money: what was committed
/// outlives the process, not always the power). Two processes may share it; of one order the last
/// writer wins. Used on the thread that opened it.
class BooksFile {
public:
    /// StorageUnavailable, StorageReadOnly, StorageFull, StorageBusy or StorageNewer. A damaged
    /// file is set aside with a warning, and a new one begun.
    static Result<std::unique_ptr<BooksFile>> open(const QString& folder, const QDateTime& now);
    BooksFile(const BooksFile&) = delete;
    BooksFile& operator=(const BooksFile&) = delete;
    ~BooksFile();

    /// Every row as it was at opening, once.
    std::vector<BooksRow> takeRows() { return std::move(m_rows); }
    /// All or nothing.
    Result<void> write(const std::vector<BooksRow>& rows);

private:
    explicit BooksFile(QString path);
    bool isDamage() const;
    bool begin();
    bool run(const char* sql);
    bool prepare(std::unique_ptr<QSqlQuery>& query, const char* sql);
    bool note(const QSqlQuery& query, bool done);
    Failure trouble() const;

    QString m_path;
    QString m_connection;
    QSqlDatabase m_database;
    std::unique_ptr<QSqlQuery> m_start;
    std::unique_ptr<QSqlQuery> m_insert;
    std::unique_ptr<QSqlQuery> m_end;
    std::vector<BooksRow> m_rows;
    int m_error = 0; // SQLite's extended code
    QString m_reason;
    int m_version = 0;
};

} // namespace paydesk
