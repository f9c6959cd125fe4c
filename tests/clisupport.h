#pragma once

#include "core/profile/profile.h"
#include "core/sign/signer.h"
#include "core/sign/xmlcodec.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSslConfiguration>
#include <QTest>

namespace paydesk {

/// How long a step of the program may take. Where each of its instructions is watched, a minute is
/// nothing: PAYDESK_TEST_PATIENCE says how many seconds.
inline const int patienceMs = qEnvironmentVariableIsSet("PAYDESK_TEST_PATIENCE")
    ? qEnvironmentVariableIntValue("PAYDESK_TEST_PATIENCE") * 1000
    : 30'000;

/// The program under test: the built one, or what PAYDESK_TEST_CLI puts around it.
inline QString programUnderTest()
{
    return qEnvironmentVariable("PAYDESK_TEST_CLI", QStringLiteral(PAYDESK_CLI));
}

/// What one run of the built binary printed and how it ended.
struct Run {
    int status = -1;
    QByteArray out;
    QByteArray err;

    QList<QJsonObject> lines() const
    {
        QList<QJsonObject> objects;
        for (const QByteArray& line : out.split('\n')) {
            if (!line.isEmpty())
                objects << QJsonDocument::fromJson(line).object();
        }
        return objects;
    }
    QJsonObject first() const { return lines().isEmpty() ? QJsonObject() : lines().constFirst(); }
};

inline QProcessEnvironment cleanEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name :
        {"PAYDESK_KEY", "PAYDESK_VAULT_PASSWORD_FILE", "PAYDESK_VAULT_KEY_FILE"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    return environment;
}

inline Run run(const QStringList& arguments, const QByteArray& input = {},
    const QProcessEnvironment& environment = cleanEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(programUnderTest(), arguments);
    process.write(input);
    process.closeWriteChannel();
    Run result;
    if (!process.waitForFinished(patienceMs))
        return result;
    result.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

/// For a receiver that answers on this thread.
inline Run runBeside(const QStringList& arguments, const QByteArray& input = {},
    const QProcessEnvironment& environment = cleanEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(programUnderTest(), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, patienceMs))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A long-running command: its first line is waited for, further ones on demand.
class Service {
public:
    /// `variables`: NAME=VALUE, beside the environment of the tests.
    explicit Service(const QStringList& arguments, const QStringList& variables = {})
    {
        QProcessEnvironment environment = cleanEnvironment();
        for (const QString& variable : variables)
            environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
        m_process.setProcessEnvironment(environment);
        m_process.start(programUnderTest(), arguments);
    }
    ~Service() { kill(); }

    /// The next line with this event; an empty object when none comes.
    QJsonObject next(const QString& event)
    {
        const auto spoken = [this] { return m_process.canReadLine(); };
        while (QTest::qWaitFor(spoken, patienceMs)) {
            while (m_process.canReadLine()) {
                const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
                if (line.value(u"event") == event)
                    return line;
            }
        }
        return {};
    }
    qint64 processId() const { return m_process.processId(); }
    /// What it has said on stderr since.
    QByteArray complaints() { return m_process.readAllStandardError(); }

    /// Ends it as the system would; its exit status.
    int terminate()
    {
        m_process.terminate();
        return m_process.waitForFinished(patienceMs) ? m_process.exitCode() : -1;
    }

    /// Ends it as a power cut would: no handler runs.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }

private:
    QProcess m_process;
};

/// Posts like a client that shares no code with the gateway room.
inline QByteArray post(const QString& url, const QByteArray& body,
    const QByteArray& type = "text/xml",
    const QSslConfiguration& tls = QSslConfiguration::defaultConfiguration())
{
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(url)};
    request.setSslConfiguration(tls);
    request.setHeader(QNetworkRequest::ContentTypeHeader, type);
    QNetworkReply* reply = network.post(request, body);
    const bool done = QTest::qWaitFor([reply] { return reply->isFinished(); }, patienceMs);
    return done ? reply->readAll() : QByteArray();
}

inline QByteArray get(const QString& url)
{
    QNetworkAccessManager network;
    QNetworkReply* reply = network.get(QNetworkRequest(QUrl(url)));
    const bool done = QTest::qWaitFor([reply] { return reply->isFinished(); }, patienceMs);
    return done ? reply->readAll() : QByteArray();
}

inline QJsonObject postJson(const QString& url, const QJsonObject& body,
    const QSslConfiguration& tls = QSslConfiguration::defaultConfiguration())
{
    return QJsonDocument::fromJson(post(url, QJsonDocument(body).toJson(), "application/json", tls))
        .object();
}

inline QString text(const QJsonObject& object, const char* name)
{
    return object.value(QLatin1String(name)).toString();
}

inline Secret key()
{
    return sandboxCredentials().apiKey.clone();
}

inline Parameters notice(
    const QByteArray& number, const QByteArray& fee, const QByteArray& transaction)
{
    const Profile profile = sandboxProfile();
    return {{"return_code", "SUCCESS"}, {"result_code", "SUCCESS"}, {"appid", profile.appid},
        {"mch_id", profile.mchId}, {"nonce_str", "n0nce"},
        {"openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}, {"is_subscribe", "N"}, {"trade_type", "JSAPI"},
        {"bank_type", "OTHERS"}, {"total_fee", fee}, {"fee_type", "CNY"}, {"cash_fee", fee},
        {"transaction_id", transaction}, {"out_trade_no", number}, {"time_end", "20260101120000"}};
}

inline QByteArray signedXml(Parameters fields)
{
    return toXml(signedRequest(std::move(fields), key(), SignType::Md5));
}

} // namespace paydesk
