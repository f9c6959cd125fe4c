#pragma once

#include "core/doctor/question.h"

#include <QJsonObject>
#include <QList>
#include <QMap>

namespace paydesk::judge {

/// Mistakes put into one signature: id -> variant.
using PlantedMistakes = QMap<QByteArray, QByteArray>;
using IdSet = QList<QByteArray>; ///< sorted

/// One case of the doctor's case format, with its answer. Its key is an invented one.
struct JudgedCase {
    QByteArray id;
    QByteArray stage; ///< "request-sign", "pay-sign", "notify-verify"
    QByteArray signType;
    Parameters params;
    QByteArray key;
    QByteArray received;

    QMap<QByteArray, QByteArray> profile; ///< the texts: app_secret, mch_id, …
    QList<QByteArray> previousKeys;
    QMap<QByteArray, QByteArray> otherKeys; ///< mch_id -> key
    QByteArray orderSignType, openid, totalFee; ///< what the order step knew; may be empty
    QList<QByteArray> otherNonces;
    QMap<QByteArray, QByteArray> relatedSigns;

    QByteArray verdict; ///< "correct", "explained", "unexplained"
    QList<IdSet> acceptable;
    PlantedMistakes planted;

    IdSet expected() const { return planted.keys(); }
    QByteArray signField() const { return stage == "pay-sign" ? "paySign" : "sign"; }
    bool hmac() const { return signType == "HMAC-SHA256"; }
};

JudgedCase judgedCaseFrom(const QJsonObject& object);
QJsonObject jsonOf(const JudgedCase& judged);
Question questionOf(const JudgedCase& judged);

} // namespace paydesk::judge
