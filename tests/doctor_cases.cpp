// Prints the generated cases of the doctor, one JSON object a line: paydesk-cli explain --case -
#include "tests/doctorcases.h"

#include <QJsonDocument>

#include <cstdio>

int main(int argc, char** argv)
{
    const quint64 seed = argc > 1 ? QByteArray(argv[1]).toULongLong() : paydesk::judge::usualSeed;
    for (const paydesk::judge::JudgedCase& judged : paydesk::judge::freshCases(seed)) {
        const QByteArray line =
            QJsonDocument(paydesk::judge::jsonOf(judged)).toJson(QJsonDocument::Compact);
        std::printf("%s\n", line.constData());
    }
    return 0;
}
