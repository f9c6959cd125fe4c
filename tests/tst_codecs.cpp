#include "core/sign/textinput.h"
#include "core/sign/utf8.h"
#include "core/sign/xmlcodec.h"
#include "tests/support.h"

#include <QDomDocument>
#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTest>

using namespace paydesk;

namespace {

QByteArray xmlOf(const QByteArray& inside)
{
    return "<xml>" + inside + "</xml>";
}

/// What another reader makes of an accepted document.
Parameters secondOpinion(const QByteArray& xml)
{
    QDomDocument document;
    Parameters fields;
    if (!document.setContent(QString::fromUtf8(xml)))
        return fields;
    for (auto field = document.documentElement().firstChildElement(); !field.isNull();
        field = field.nextSiblingElement())
        fields.append(field.tagName().toUtf8(), field.text().toUtf8());
    return fields;
}

/// XML in another encoding, under the declaration given.
QByteArray encoded(
    QStringConverter::Encoding encoding, const QString& text, QStringConverter::Flags flags = {})
{
    QStringEncoder encoder(encoding, flags);
    return encoder(text);
}

} // namespace

class TestCodecs : public QObject {
    Q_OBJECT

private slots:
    void documentedVectorsReadRight_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        const QJsonArray vectors = testData("vectors.json")[QStringLiteral("vectors")].toArray();
        for (const QJsonValue vector : vectors) {
            if (vector[QStringLiteral("kind")] == QStringLiteral("xml"))
                QTest::newRow(qPrintable(vector[QStringLiteral("id")].toString()))
                    << vector.toObject();
        }
    }
    void documentedVectorsReadRight()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray xml =
            vector[QStringLiteral("params")][QStringLiteral("xml")].toString().toUtf8();
        const Result<Parameters> read = fromXml(xml);
        const QJsonValue expected = vector[QStringLiteral("expected")];
        if (expected == QStringLiteral("reject")) {
            QVERIFY(!read);
            QCOMPARE(read.error().id, FailureId::XmlRejected);
            return;
        }
        QVERIFY(read);
        const QJsonObject fields = expected[QStringLiteral("fields")].toObject();
        QCOMPARE(read->size(), fields.size());
        for (auto field = fields.begin(); field != fields.end(); ++field)
            QCOMPARE(read->value(field.key().toUtf8()), field->toString().toUtf8());
    }

    void documentsThatAreRead_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* name, const QByteArray& inside, const QByteArray& value) {
            QTest::newRow(name) << xmlOf("<a>" + inside + "</a>") << value;
        };
        row("text", "plain", "plain");
        row("CDATA", "<![CDATA[<b>&amp;</b>]]>", "<b>&amp;</b>");
        row("CDATA and text", "a<![CDATA[b]]>c<![CDATA[d]]>", "abcd");
        row("split CDATA", "<![CDATA[]]]]><![CDATA[>]]>", "]]>");
        row("named characters", "&lt;&gt;&amp;&quot;&apos;", "<>&\"'");
        row("numbered characters", "&#20013;&#x6587;&#x1F600;", "中文😀");
        row("a numbered carriage return stays", "a&#13;b", "a\rb");
        row("CR LF becomes LF", "a\r\nb", "a\nb");
        row("CR LF becomes LF in CDATA", "<![CDATA[a\r\nb]]>", "a\nb");
        row("a lone CR becomes LF", "a\rb", "a\nb");
        row("blanks are kept", "  a b\t\n", "  a b\t\n");
        row("only blanks are kept", "   ", "   ");
        row("only blanks in CDATA are kept", "<![CDATA[ \n ]]>", " \n ");
        row("empty CDATA", "<![CDATA[]]>", "");
        row("empty", "", "");
        row("a comment is passed over", "1<!-- <b> & ]]> <!DOCTYPE x> -->2", "12");
        row("a document type in CDATA is text", "<![CDATA[<!DOCTYPE x [<!ENTITY y 'z'>]>]]>",
            "<!DOCTYPE x [<!ENTITY y 'z'>]>");
        row("an instruction in CDATA is text", "<![CDATA[<?php x ?>]]>", "<?php x ?>");
        row("an entity in CDATA is text", "<![CDATA[&x;]]>", "&x;");
        row("DEL and beyond", "\x7f\xc2\x80", "\x7f\xc2\x80");
        row("every plane", "é中\xf0\x9f\x98\x80", "é中\xf0\x9f\x98\x80");
        QTest::newRow("empty element") << QByteArray("<xml><a/></xml>") << QByteArray();
        QTest::newRow("empty element with a blank")
            << QByteArray("<xml><a /></xml>") << QByteArray();
        QTest::newRow("blanks in tags")
            << QByteArray("<xml \n><a\t>1</a ></xml\r\n>") << QByteArray("1");
        QTest::newRow("byte order mark")
            << QByteArray("\xEF\xBB\xBF<xml><a>1</a></xml>") << QByteArray("1");
        QTest::newRow("mark and declaration")
            << QByteArray("\xEF\xBB\xBF<?xml version=\"1.0\"?><xml><a>1</a></xml>")
            << QByteArray("1");
        QTest::newRow("declaration") << QByteArray(
            "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\r\n<xml><a>1</a></xml>\n")
                                     << QByteArray("1");
        QTest::newRow("declaration in upper case")
            << QByteArray(R"(<?xml version="1.0" encoding="UTF-8"?><xml><a>1</a></xml>)")
            << QByteArray("1");
        QTest::newRow("blanks between")
            << QByteArray("  <xml>\r\n\t<a>1</a>\n</xml>\r\n ") << QByteArray("1");
        QTest::newRow("comments between")
            << QByteArray("<!-- 0 --><xml><!-- <a>0</a> --><a>1</a><!----></xml><!-- 2 -->")
            << QByteArray("1");
    }
    void documentsThatAreRead()
    {
        QFETCH(const QByteArray, xml);
        QFETCH(QByteArray, value);
        const Result<Parameters> read = fromXml(xml);
        QVERIFY2(read,
            qPrintable(read ? QString()
                            : read.error().details.value(QStringLiteral("reason")).toString()));
        QVERIFY(*read == (Parameters{{"a", value}}));
    }

    void documentsThatAreRefused_data();
    void documentsThatAreRefused()
    {
        QFETCH(const QByteArray, xml);
        const Result<Parameters> read = fromXml(xml);
        QVERIFY(!read);
        QCOMPARE(read.error().id, FailureId::XmlRejected);
        QVERIFY(!read.error().details.value(QStringLiteral("reason")).toString().isEmpty());
        QVERIFY(read.error().details.value(QStringLiteral("line")).toInt() >= 1);
        QVERIFY(read.error().details.value(QStringLiteral("column")).toInt() >= 1);
    }

    void refusalsSayWhere()
    {
        const Result<QByteArrayView> refused = passXmlGate("<xml>\n<a>中文<b x=\"1\"/></a></xml>");
        QVERIFY(!refused);
        QCOMPARE(refused.error().details.value(QStringLiteral("line")).toInt(), 2);
        QCOMPARE(refused.error().details.value(QStringLiteral("column")).toInt(), 9);
        const Result<Parameters> duplicate = fromXml("<xml>\n<a>1</a>\n<a>2</a></xml>");
        QVERIFY(!duplicate);
        QCOMPARE(duplicate.error().details.value(QStringLiteral("line")).toInt(), 3);
    }

    void theRootMayBeNamedOtherwise()
    {
        QVERIFY(fromXml("<root><a>1</a></root>", {}, "root"));
        QVERIFY(!fromXml("<xml><a>1</a></xml>", {}, "root"));
    }

    void limitsCanBeMoved()
    {
        const QByteArray xml = xmlOf(QByteArray("<a>") + QByteArray(70 * 1024, 'x') + "</a>");
        QVERIFY(!fromXml(xml));
        QVERIFY(fromXml(xml, {.bytes = 256 * 1024}));
        QByteArray many;
        for (int i = 0; i < 199; ++i)
            many += "<a" + QByteArray::number(i) + "/>";
        QVERIFY(fromXml(xmlOf(many)));
        QVERIFY(!fromXml(xmlOf(many + "<z/>")));
    }

    void whatIsWrittenIsReadBack_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("plain") << QByteArray("1");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("blank") << QByteArray(" ");
        QTest::newRow("CDATA end") << QByteArray("]]>");
        QTest::newRow("many CDATA ends") << QByteArray("]]>]]]>>]]]]>");
        QTest::newRow("CDATA start") << QByteArray("<![CDATA[x]]>");
        QTest::newRow("brackets at the end") << QByteArray("a]]");
        QTest::newRow("carriage returns") << QByteArray("\ra\r\nb\r");
        QTest::newRow("carriage return in a CDATA end") << QByteArray("]]\r>]]>\r");
        QTest::newRow("markup") << QByteArray("</a><a>&amp;&#13;&x;<?x?><!-- -->");
        QTest::newRow("document type") << QByteArray("<!DOCTYPE xml>");
        QTest::newRow("Chinese") << QByteArray("支付测试😀");
        QTest::newRow("JSON") << QByteArray(
            R"({"goods_detail":[{"goods_name":"iPhone6s 16G","price":528800}]})");
        QTest::newRow("ampersands") << QByteArray("a&b=c&key=d");
    }
    void whatIsWrittenIsReadBack()
    {
        QFETCH(QByteArray, value);
        const Parameters fields{{"first", "1"}, {"nasty", value}, {"last", "中"}};
        const Result<Parameters> read = fromXml(toXml(fields));
        QVERIFY(read);
        QVERIFY(*read == fields);
        QVERIFY(secondOpinion(toXml(fields)) == fields);
    }

    void randomValuesAreReadBack()
    {
        QRandomGenerator random(20260101);
        const QList<QByteArray> pieces{"]", "]", ">", "<", "&", "\r", "\n", "\t", " ", "<![CDATA[",
            "&#13;", "中", "\xf0\x9f\x98\x80", "a"};
        for (int round = 0; round < 2000; ++round) {
            Parameters fields;
            for (int i = 0; i < 3; ++i) {
                QByteArray value;
                for (int n = random.bounded(12); n > 0; --n)
                    value += pieces.at(random.bounded(int(pieces.size())));
                fields.append("f" + QByteArray::number(i), value);
            }
            const Result<Parameters> read = fromXml(toXml(fields));
            QVERIFY2(read && *read == fields, toXml(fields).constData());
        }
    }

    void anotherReaderAgreesOnAcceptedDocuments()
    {
        for (const QByteArray& xml :
            {QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml>\n <a>x&lt;&#65;</a>\n "
                        "<b><![CDATA[y]]>z</b><c/>\n</xml>\n"),
                QByteArray(
                    "<xml><!-- c --><a>1<!-- c -->2</a><b><![CDATA[<!DOCTYPE]]></b></xml>")}) {
            const Result<Parameters> read = fromXml(xml);
            QVERIFY(read);
            QVERIFY(*read == secondOpinion(xml));
        }
    }

    void writingPutsEveryValueInCData()
    {
        QCOMPARE(toXml({{"a", "1"}, {"b", "]]>"}}),
            QByteArray("<xml><a><![CDATA[1]]></a><b><![CDATA[]]]]><![CDATA[>]]></b></xml>"));
        QCOMPARE(toXml({}), QByteArray("<xml></xml>"));
    }

    void strictUtf8_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qsizetype>("wrongAt");
        const auto row = [](const char* name, const QByteArray& text, qsizetype at) {
            QTest::newRow(name) << text << at;
        };
        row("ASCII", "0123456789", -1);
        row("two, three, four bytes", "0123456é中\xf4\x8f\xbf\xbf", -1);
        row("overlong slash", "12345678\xc0\xaf", 8);
        row("overlong in three", "\xe0\x80\xaf", 0);
        row("overlong in four", "\xf0\x80\x80\xaf", 0);
        row("surrogate", "a\xed\xa0\x80", 1);
        row("last before the surrogates", "\xed\x9f\xbf", -1);
        row("beyond the planes", "\xf4\x90\x80\x80", 0);
        row("cut", "ab\xe4\xb8", 2);
        row("lone continuation", "\x80", 0);
        row("impossible", "\xff", 0);
    }
    void strictUtf8()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const qsizetype, wrongAt);
        QCOMPARE(firstInvalidUtf8(text), wrongAt);
        QByteArray again;
        if (wrongAt < 0) {
            for (const char32_t codePoint : QString::fromUtf8(text).toStdU32String())
                appendUtf8(again, codePoint);
            QCOMPARE(again, text);
        }
    }
};

void TestCodecs::documentsThatAreRefused_data()
{
    QTest::addColumn<QByteArray>("xml");
    const auto row = [](const char* name, const QByteArray& xml) { QTest::newRow(name) << xml; };
    const auto inField = [](const char* name, const QByteArray& inside) {
        QTest::newRow(name) << xmlOf("<a>" + inside + "</a>");
    };

    row("document type", "<!DOCTYPE xml><xml><a>1</a></xml>");
    row("document type in lower case", "<!doctype xml><xml><a>1</a></xml>");
    row("document type after the declaration",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE xml><xml><a>1</a></xml>");
    row("document type behind a comment", "<!-- --><!DOCTYPE xml><xml><a>1</a></xml>");
    row("document type inside the root", "<xml><!DOCTYPE xml><a>1</a></xml>");
    row("document type inside a field", "<xml><a>1<!DOCTYPE a></a></xml>");
    row("document type behind the root", "<xml><a>1</a></xml><!DOCTYPE xml>");
    row("document type twice", "<!DOCTYPE xml><!DOCTYPE xml><xml><a>1</a></xml>");
    row("document type between comment-like CDATA",
        "<xml><a><![CDATA[<!--]]></a><!DOCTYPE x></xml>");
    row("document type between CDATA-like comments",
        "<xml><!-- <![CDATA[ --><!DOCTYPE x><!-- ]]> --></xml>");
    row("external entity",
        "<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><xml><a>&x;</a></xml>");
    row("parameter entity",
        "<!DOCTYPE xml [<!ENTITY % p SYSTEM \"http://127.0.0.1/\">%p;]><xml><a>1</a></xml>");
    row("external document type",
        "<!DOCTYPE xml SYSTEM \"http://127.0.0.1/x.dtd\"><xml><a>1</a></xml>");
    row("internal entity", "<!DOCTYPE xml [<!ENTITY x \"1\">]><xml><a>&x;</a></xml>");
    row("billion laughs",
        "<!DOCTYPE xml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c "
        "\"&b;&b;&b;&b;\">]><xml><a>&c;</a></xml>");
    row("entity declaration alone", "<!ENTITY x \"1\"><xml><a>1</a></xml>");
    inField("undeclared entity", "&x;");
    inField("entity of HTML", "&nbsp;");
    inField("bare ampersand", "a & b");
    inField("unfinished entity", "&amp");
    row("XInclude",
        "<xml xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include "
        "href=\"file:///etc/passwd\"/></xml>");
    row("stylesheet instruction",
        "<?xml-stylesheet href=\"http://127.0.0.1/\"?><xml><a>1</a></xml>");
    row("instruction in a field", "<xml><a>1<?x y?>2</a></xml>");
    row("second declaration", R"(<?xml version="1.0"?><?xml version="1.0"?><xml><a>1</a></xml>)");
    row("late declaration", " <?xml version=\"1.0\"?><xml><a>1</a></xml>");
    row("declaration of version 1.1", "<?xml version=\"1.1\"?><xml><a>1</a></xml>");
    row("declaration without version", "<?xml encoding=\"UTF-8\"?><xml><a>1</a></xml>");
    row("malformed declaration", "<?xml version=1.0?><xml><a>1</a></xml>");
    row("endless declaration", "<?xml version=\"1.0\"");
    row("declaration ended by an attribute",
        R"(<?xml version="1.0" encoding="?>"?><xml><a>1</a></xml>)");

    row("attribute on the root", "<xml a=\"1\"><a>1</a></xml>");
    row("attribute on a field", "<xml><a type=\"x\">1</a></xml>");
    row("attribute on an empty field", "<xml><a type='x'/></xml>");
    row("namespace", "<xml xmlns=\"urn:x\"><a>1</a></xml>");
    row("prefix", "<x:xml><a>1</a></x:xml>");
    row("prefix of a field", "<xml><x:a>1</x:a></xml>");
    row("nesting", "<xml><a><b>1</b></a></xml>");
    row("nesting, empty", "<xml><a>1<b/></a></xml>");
    row("duplicate", "<xml><a>1</a><b>2</b><a>1</a></xml>");
    row("duplicate, empty", "<xml><a/><a>1</a></xml>");
    row("other root", "<html><a>1</a></html>");
    row("root in upper case", "<XML><a>1</a></XML>");
    row("second root", "<xml><a>1</a></xml><xml><a>1</a></xml>");
    row("second root, other", "<xml><a>1</a></xml><a/>");
    row("trailing bytes", "<xml><a>1</a></xml>x");
    row("trailing NUL", QByteArray("<xml><a>1</a></xml>\0", 20));
    row("trailing CDATA", "<xml><a>1</a></xml><![CDATA[]]>");
    row("leading bytes", "x<xml><a>1</a></xml>");
    row("text beside fields", "<xml>x<a>1</a></xml>");
    row("CDATA beside fields", "<xml><![CDATA[ ]]><a>1</a></xml>");
    row("numbered character beside fields", "<xml>&#65;<a>1</a></xml>");
    row("nothing", "");
    row("blanks", " \n");
    row("only a mark", "\xEF\xBB\xBF");
    row("two marks", "\xEF\xBB\xBF\xEF\xBB\xBF<xml><a>1</a></xml>");
    row("no XML", R"({"return_code":"SUCCESS"})");
    row("HTML", "<!DOCTYPE html><html><body>502</body></html>");
    row("cut in a tag", "<xml><a>1</a");
    row("cut in a name", "<xml><a");
    row("cut at the end", "<xml><a>1</a>");
    row("cut in CDATA", "<xml><a><![CDATA[1]]");
    row("cut in a comment", "<xml><!-- 1");
    row("crossed tags", "<xml><a>1</b></xml>");
    row("end without start", "</xml>");
    row("end tag too many", "<xml><a>1</a></xml></xml>");
    row("empty name", "<xml><>1</></xml>");
    row("blank before the name", "<xml>< a>1</a></xml>");
    row("digit first", "<xml><1a>1</1a></xml>");
    inField("CDATA end as text", "a]]>b");
    inField("bare tag opener", "a < b");
    row("two hyphens in a comment", "<xml><!-- a -- b --><a>1</a></xml>");
    row("CDATA in lower case", "<xml><a><![cdata[1]]></a></xml>");

    row("NUL", QByteArray("<xml><a>\0</a></xml>", 19));
    for (const int code : {1, 8, 11, 12, 14, 27, 31})
        inField(qPrintable(QStringLiteral("control character %1").arg(code)),
            QByteArray(1, char(code)));
    for (const int code : {0, 1, 8, 31})
        inField(qPrintable(QStringLiteral("numbered control character %1").arg(code)),
            "&#" + QByteArray::number(code) + ";");
    inField("numbered surrogate", "&#xD800;");
    inField("numbered surrogate pair", "&#xD83D;&#xDE00;");
    inField("numbered U+FFFE", "&#xFFFE;");
    inField("numbered U+FFFF", "&#65535;");
    inField("beyond Unicode", "&#x110000;");
    inField("number that wraps around", "&#4294967361;");
    inField("empty number", "&#;");
    inField("hexadecimal without digits", "&#x;");
    inField("letters for digits", "&#zz;");
    inField("negative number", "&#-65;");
    inField("U+FFFE", "\xEF\xBF\xBE");
    inField("U+FFFF", "\xEF\xBF\xBF");
    inField("overlong slash", "\xC0\xAF");
    inField("overlong NUL", "\xC0\x80");
    inField("overlong angle bracket in three bytes", "\xE0\x80\xBC");
    inField("surrogate in UTF-8", "\xED\xA0\xBD\xED\xB8\x80");
    inField("beyond Unicode in UTF-8", "\xF4\x90\x80\x80");
    inField("lone continuation", "\x80");
    inField("cut sequence", "\xE4\xB8");
    inField("Latin-1", "caf\xE9");

    const QString chinese = QStringLiteral("<xml><a>支付</a></xml>");
    row("GBK", "<xml><a>\xD6\xA7\xB8\xB6</a></xml>");
    for (const char* name : {"GBK", "GB2312", "GB18030", "ISO-8859-1", "UTF-7", "UTF-16", "UTF-32",
             "us-ascii", "IBM037", "utf8", ""})
        row(qPrintable(QStringLiteral("declared as “%1”").arg(QLatin1StringView(name))),
            QByteArray(R"(<?xml version="1.0" encoding=")") + name + "\"?><xml><a>1</a></xml>");
    row("GBK, declared",
        "<?xml version=\"1.0\" encoding=\"GBK\"?><xml><a>\xD6\xA7\xB8\xB6</a></xml>");
    row("UTF-7, declared",
        "<?xml version=\"1.0\" "
        "encoding=\"UTF-7\"?>+ADw-xml+AD4APA-a+AD4-1+ADw-/a+AD4APA-/xml+AD4-");
    row("UTF-16LE", encoded(QStringConverter::Utf16LE, chinese));
    row("UTF-16BE", encoded(QStringConverter::Utf16BE, chinese));
    row("UTF-16 with a mark",
        encoded(QStringConverter::Utf16, chinese, QStringConverter::Flag::WriteBom));
    row("UTF-32LE", encoded(QStringConverter::Utf32LE, chinese));
    row("UTF-32BE with a mark",
        encoded(QStringConverter::Utf32BE, chinese, QStringConverter::Flag::WriteBom));
    row("EBCDIC", "\x4C\xA7\x94\x93\x6E\x4C\x81\x6E\xF1\x4C\x61\x81\x6E\x4C\x61\xA7\x94\x93\x6E");

    row("name of 65 bytes", xmlOf("<" + QByteArray(65, 'a') + "/>"));
    row("name of 5000 bytes", xmlOf("<" + QByteArray(5000, 'a') + "/>"));
    row("end name of 5000 bytes", "<xml></" + QByteArray(5000, 'a') + ">");
    row("larger than 64 KiB", xmlOf("<a>" + QByteArray(64 * 1024, 'x') + "</a>"));
    row("64 KiB of attributes", "<xml" + QByteArray(" a=\"\"").repeated(12000) + "/>");
    row("64 KiB of nesting", QByteArray("<a>").repeated(20000));
    row("64 KiB of elements", xmlOf(QByteArray("<a/>").repeated(15000)));
    row("64 KiB of tag openers", QByteArray(65000, '<'));
    row("64 KiB of unfinished CDATA", "<xml>" + QByteArray("<![CDATA[").repeated(7000));
    row("64 KiB of unfinished comments", "<xml>" + QByteArray("<!--").repeated(16000));
    row("64 KiB of entities", xmlOf("<a>" + QByteArray("&x;").repeated(20000) + "</a>"));
    row("64 KiB of declaration", "<?xml " + QByteArray(" version=\"1.0\"").repeated(4600) + "?>");
    row("64 KiB of one name", "<" + QByteArray(65000, 'x'));
}

QTEST_GUILESS_MAIN(TestCodecs)
#include "tst_codecs.moc"
