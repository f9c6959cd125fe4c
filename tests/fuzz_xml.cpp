#include "core/sign/xmlcodec.h"

#include <QXmlStreamReader>

#include <cstdlib>
#include <expat.h>

using namespace paydesk;

namespace {

/// What expat reads in a flat document: the children of its root, in order.
class Expat {
public:
    Expat()
        : m_parser(XML_ParserCreate("UTF-8"))
    {
        XML_SetUserData(m_parser, this);
        XML_SetElementHandler(m_parser, begin, end);
        XML_SetCharacterDataHandler(m_parser, text);
    }
    Expat(const Expat&) = delete;
    Expat& operator=(const Expat&) = delete;
    ~Expat() { XML_ParserFree(m_parser); }

    bool read(QByteArrayView bytes)
    {
        return XML_Parse(m_parser, bytes.data(), int(bytes.size()), XML_TRUE) == XML_STATUS_OK;
    }
    const Parameters& fields() const { return m_fields; }

private:
    static void begin(void* self, const XML_Char* name, const XML_Char** /*attributes*/)
    {
        auto* const reader = static_cast<Expat*>(self);
        ++reader->m_depth;
        reader->m_name = name;
        reader->m_value.clear();
    }
    static void end(void* self, const XML_Char* /*name*/)
    {
        auto* const reader = static_cast<Expat*>(self);
        if (reader->m_depth-- == 2)
            reader->m_fields.append(reader->m_name, reader->m_value);
    }
    static void text(void* self, const XML_Char* piece, int size)
    {
        static_cast<Expat*>(self)->m_value.append(piece, size);
    }

    XML_Parser m_parser;
    int m_depth = 0;
    QByteArray m_name;
    QByteArray m_value;
    Parameters m_fields;
};

/// The same with Qt's reader, straight from the bytes.
std::optional<Parameters> withQt(QByteArrayView bytes)
{
    QXmlStreamReader reader(bytes.toByteArray());
    Parameters fields;
    if (!reader.readNextStartElement())
        return {};
    while (reader.readNextStartElement()) {
        const QByteArray name = reader.name().toUtf8();
        fields.append(name, reader.readElementText().toUtf8());
    }
    while (!reader.atEnd())
        reader.readNext();
    return reader.hasError() ? std::nullopt : std::optional(fields);
}

} // namespace

/// Whatever our reader accepts, expat and QXmlStreamReader accept with the same fields; and it
/// reads the same after it was written again.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const Result<Parameters> read = fromXml(bytes);
    if (!read)
        return 0;
    Expat expat;
    if (!expat.read(bytes) || expat.fields() != *read || withQt(bytes) != *read)
        std::abort();
    // Writing makes a document longer: it may pass the limit that the first one kept.
    const Result<Parameters> again = fromXml(toXml(*read), {.bytes = 16 * 64 * 1024});
    if (!again || *again != *read)
        std::abort();
    return 0;
}
