#include "app/tracetext.h"

#include "app/output.h"
#include "core/base/redact.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    QByteArray fateName(TracedField::Fate fate)
    {
        switch (fate) {
        case TracedField::Fate::Signed:
            return "signed";
        case TracedField::Fate::SkippedEmpty:
            return "skipped-empty";
        case TracedField::Fate::SkippedSign:
            return "skipped-sign";
        }
        return {};
    }

} // namespace

SignatureTrace shownTrace(SignatureTrace trace, const Secret& key, bool showSecrets)
{
    if (showSecrets)
        return trace;
    Redactor redactor;
    redactor.add(key);
    for (TracedField& traced : trace.fields)
        traced.field.value = redactor.withoutValues(traced.field.value);
    trace.base = redactor.withoutValues(trace.base);
    return trace;
}

QByteArray shownString(const SignatureTrace& trace, const Secret& key, bool showSecrets)
{
    if (!showSecrets)
        return trace.shownString();
    return key.reveal(
        [&](QByteArrayView bytes) { return trace.base + "&key=" + bytes.toByteArray(); });
}

QByteArray stepsJson(const SignatureTrace& trace)
{
    QByteArray fields;
    for (const TracedField& traced : trace.fields) {
        fields += (fields.isEmpty() ? QByteArray() : QByteArray(","))
            + JsonLine()
                  .text("name", traced.field.name)
                  .text("value", traced.field.value)
                  .text("fate", fateName(traced.fate))
                  .number("start", traced.inBase.start)
                  .number("length", traced.inBase.length)
                  .object();
    }
    return JsonLine()
        .raw("fields", '[' + fields + ']')
        .text("base", trace.base)
        .text("digest", trace.digest)
        .object();
}

void printSteps(const SignatureTrace& trace, const QByteArray& string)
{
    const auto say = [](const char* source) {
        return QCoreApplication::translate("Cli", source).toUtf8();
    };
    printLine("1. " + say(QT_TRANSLATE_NOOP("Cli", "Leave out the signature and empty values")));
    for (const TracedField& traced : trace.fields)
        printLine("   " + fateName(traced.fate).leftJustified(14)
            + forTerminal(traced.field.name + '=' + traced.field.value));
    printLine("2. " + say(QT_TRANSLATE_NOOP("Cli", "Sort by name, byte by byte")));
    for (const qsizetype index : trace.order)
        printLine("   " + forTerminal(trace.fields.at(index).field.name));
    printLine("3. " + say(QT_TRANSLATE_NOOP("Cli", "Join as name=value with &")));
    printLine("   " + forTerminal(trace.base));
    printLine("4. " + say(QT_TRANSLATE_NOOP("Cli", "Append &key= and the API key")) + " ("
        + QByteArray::number(trace.keyLength) + " B)");
    printLine("   " + forTerminal(string));
    printLine("5. " + signTypeName(trace.type));
    printLine("   " + trace.digest);
    printLine("6. " + say(QT_TRANSLATE_NOOP("Cli", "Upper case")));
    printLine("   " + trace.signature);
}

} // namespace paydesk
