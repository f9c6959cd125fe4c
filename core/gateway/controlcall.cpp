#include "core/gateway/controlcall.h"

#include "core/base/redact.h"
#include "core/gateway/answers.h"
#include "core/gateway/wirecall.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace paydesk {

Call* controlCall(
    const ControlLine& line, const char* path, const QJsonObject* body, QObject* owner)
{
    static const Redactor redactor; // knows no values; hides by name
    CallPlan plan;
    plan.request = {"GET", line.base + path, {}, {}};
    if (body)
        plan.request = {"POST", line.base + path, {{"Content-Type", "application/json"}},
            QJsonDocument(*body).toJson(QJsonDocument::Compact)};
    plan.reading = [host = QUrl::fromEncoded(line.base, QUrl::StrictMode).host()](
                       const WireAnswer& answer) { return readControlAnswer(answer, host); };
    return new WireCall(std::move(plan), redactor, line.tls, line.clock, owner);
}

} // namespace paydesk
