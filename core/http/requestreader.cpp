#include "core/http/requestreader.h"

#include "core/http/headrules.h"
#include "core/http/lineguard.h"

#include <algorithm>
#include <llhttp.h>
#include <utility>

namespace paydesk {

/// Where the parts of a request begin and end is decided here, by count, before llhttp sees a byte
/// of them; llhttp judges what is in them. So it never sees a byte behind the request, and never
/// has to be paused.
class RequestReader::Parser {
public:
    explicit Parser(const HttpLimits& limits);
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() = default;

    void feed(QByteArrayView bytes);

    bool headDone() const { return m_phase != Phase::Head; }
    bool done() const { return m_phase == Phase::Done && !m_refusal; }

    std::optional<HttpRefusal> m_refusal;
    HttpRequest m_request;
    bool m_keepAlive = false;
    bool m_expectsContinue = false;

private:
    enum class Phase { Head, Body, ChunkLine, Chunk, AfterLastChunk, Done };

    qsizetype step(QByteArrayView bytes);
    qsizetype lines(QByteArrayView bytes);
    qsizetype counted(QByteArrayView bytes);
    qsizetype lastLine(QByteArrayView bytes);
    void parse(QByteArrayView bytes);
    int refuse(int status, QByteArray reason);

    int urlPart(const char* at, std::size_t length);
    int urlComplete();
    int namePart(const char* at, std::size_t length);
    int nameComplete();
    int valuePart(const char* at, std::size_t length);
    int valueComplete();
    int headComplete();
    int bodyPart(const char* at, std::size_t length);
    int chunkLineComplete();
    int complete();

    template <int (Parser::*member)()> static int on(llhttp_t* parser);
    template <int (Parser::*member)(const char*, std::size_t)>
    static int onPart(llhttp_t* parser, const char* at, std::size_t length);
    static llhttp_settings_t makeSettings();

    const HttpLimits m_limits;
    llhttp_t m_llhttp{};
    LineGuard m_guard;
    Phase m_phase = Phase::Head;
    quint64 m_left = 0; // bytes of the body, or of the chunk and its CR LF, still to come
    QByteArray m_target;
    QByteArray m_name;
    QByteArray m_value;
    int m_fields = 0;
};

template <int (RequestReader::Parser::*member)()> int RequestReader::Parser::on(llhttp_t* parser)
{
    return (static_cast<Parser*>(parser->data)->*member)();
}

template <int (RequestReader::Parser::*member)(const char*, std::size_t)>
int RequestReader::Parser::onPart(llhttp_t* parser, const char* at, std::size_t length)
{
    return (static_cast<Parser*>(parser->data)->*member)(at, length);
}

llhttp_settings_t RequestReader::Parser::makeSettings()
{
    llhttp_settings_t settings;
    llhttp_settings_init(&settings);
    settings.on_url = onPart<&Parser::urlPart>;
    settings.on_url_complete = on<&Parser::urlComplete>;
    settings.on_header_field = onPart<&Parser::namePart>;
    settings.on_header_field_complete = on<&Parser::nameComplete>;
    settings.on_header_value = onPart<&Parser::valuePart>;
    settings.on_header_value_complete = on<&Parser::valueComplete>;
    settings.on_headers_complete = on<&Parser::headComplete>;
    settings.on_body = onPart<&Parser::bodyPart>;
    settings.on_chunk_header = on<&Parser::chunkLineComplete>;
    settings.on_message_complete = on<&Parser::complete>;
    return settings;
}

RequestReader::Parser::Parser(const HttpLimits& limits)
    : m_limits(limits)
    , m_guard(LineGuard::Kind::Head, limits.head)
{
    static const llhttp_settings_t settings = makeSettings();
    llhttp_init(&m_llhttp, HTTP_REQUEST, &settings);
    m_llhttp.data = this;
}

void RequestReader::Parser::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && !m_refusal)
        bytes = bytes.sliced(step(bytes));
}

qsizetype RequestReader::Parser::step(QByteArrayView bytes)
{
    switch (m_phase) {
    case Phase::Head:
    case Phase::ChunkLine:
        return lines(bytes);
    case Phase::Body:
    case Phase::Chunk:
        return counted(bytes);
    case Phase::AfterLastChunk:
        return lastLine(bytes);
    case Phase::Done:
        refuse(400, "bytes behind the request");
        break;
    }
    return bytes.size();
}

/// The head, or the line before a chunk.
qsizetype RequestReader::Parser::lines(QByteArrayView bytes)
{
    const Phase before = m_phase;
    const LineGuard::Step step = m_guard.pass(bytes);
    parse(bytes.first(step.good));
    if (step.wrong)
        refuse(step.status, step.wrong);
    else if (step.complete && m_phase == before)
        refuse(400, "malformed");
    return step.good;
}

qsizetype RequestReader::Parser::counted(QByteArrayView bytes)
{
    const Phase before = m_phase;
    const auto count = qsizetype(std::min(m_left, quint64(bytes.size())));
    parse(bytes.first(count));
    m_left -= quint64(count);
    if (m_left == 0 && before == Phase::Chunk) {
        m_phase = Phase::ChunkLine;
        m_guard = LineGuard(LineGuard::Kind::ChunkLine, m_limits.chunkLine);
    } else if (m_left == 0 && m_phase == before) {
        refuse(400, "malformed");
    }
    return count;
}

/// Behind the last chunk comes an empty line, or trailer fields, which nobody who writes to us
/// needs.
qsizetype RequestReader::Parser::lastLine(QByteArrayView bytes)
{
    const char expected = m_left == 2 ? '\r' : '\n';
    if (bytes.front() != expected) {
        refuse(m_left == 2 ? 431 : 400, "trailer fields");
        return 1;
    }
    parse(bytes.first(1));
    if (--m_left == 0 && m_phase != Phase::Done)
        refuse(400, "malformed");
    return 1;
}

void RequestReader::Parser::parse(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    if (llhttp_execute(&m_llhttp, bytes.data(), std::size_t(bytes.size())) != HPE_OK)
        refuse(400, llhttp_get_error_reason(&m_llhttp));
}

/// The first refusal stands. Returns what makes llhttp stop.
int RequestReader::Parser::refuse(int status, QByteArray reason)
{
    if (!m_refusal) {
        m_refusal = HttpRefusal{status, std::move(reason)};
        m_request.body.clear();
    }
    return -1;
}

int RequestReader::Parser::urlPart(const char* at, std::size_t length)
{
    m_target.append(at, qsizetype(length));
    return 0;
}

int RequestReader::Parser::urlComplete()
{
    const auto method = static_cast<llhttp_method_t>(m_llhttp.method);
    const char* const name = llhttp_method_name(method);
    m_request.method = QByteArray::fromRawData(name, qsizetype(qstrlen(name)));
    const qsizetype mark = m_target.indexOf('?');
    m_request.path = mark < 0 ? m_target : m_target.first(mark);
    if (mark >= 0)
        m_request.query = m_target.sliced(mark + 1);
    return 0;
}

int RequestReader::Parser::namePart(const char* at, std::size_t length)
{
    m_name.append(at, qsizetype(length));
    return 0;
}

int RequestReader::Parser::nameComplete()
{
    if (m_name.isEmpty())
        return refuse(400, "a field without a name");
    return ++m_fields > m_limits.fields ? refuse(431, "too many fields") : 0;
}

int RequestReader::Parser::valuePart(const char* at, std::size_t length)
{
    m_value.append(at, qsizetype(length));
    return 0;
}

int RequestReader::Parser::valueComplete()
{
    while (m_value.endsWith(' ') || m_value.endsWith('\t'))
        m_value.chop(1);
    m_request.headers.append({std::exchange(m_name, {}), std::exchange(m_value, {})});
    return 0;
}

int RequestReader::Parser::headComplete()
{
    const bool http11 = m_llhttp.http_minor == 1;
    if (auto why = HeadRules{http11}.refusal(m_request, m_target))
        return refuse(why->status, std::move(why->reason));
    const bool chunked = m_llhttp.flags & F_CHUNKED;
    if (chunked != !m_request.header("Transfer-Encoding").isEmpty())
        return refuse(400, "a transfer coding other than chunked");
    m_left = chunked ? 0 : m_llhttp.content_length;
    if (m_left > quint64(m_limits.body))
        return refuse(413, "the body is too large");
    m_keepAlive = llhttp_should_keep_alive(&m_llhttp) != 0;
    m_expectsContinue = http11 && !m_request.header("Expect").isEmpty();
    m_request.body.reserve(qsizetype(m_left));
    m_phase = chunked ? Phase::ChunkLine : Phase::Body;
    m_guard = LineGuard(LineGuard::Kind::ChunkLine, m_limits.chunkLine);
    return 0;
}

int RequestReader::Parser::bodyPart(const char* at, std::size_t length)
{
    m_request.body.append(at, qsizetype(length));
    return 0;
}

int RequestReader::Parser::chunkLineComplete()
{
    const quint64 size = m_llhttp.content_length;
    if (size > quint64(m_limits.body - m_request.body.size()))
        return refuse(413, "the body is too large");
    m_left = size + 2;
    m_phase = size == 0 ? Phase::AfterLastChunk : Phase::Chunk;
    return 0;
}

int RequestReader::Parser::complete()
{
    m_phase = Phase::Done;
    return 0;
}

RequestReader::RequestReader(const HttpLimits& limits)
    : m_parser(std::make_unique<Parser>(limits))
{
}

RequestReader::~RequestReader() = default;

void RequestReader::feed(QByteArrayView bytes)
{
    m_parser->feed(bytes);
}

bool RequestReader::headDone() const
{
    return m_parser->headDone();
}

bool RequestReader::done() const
{
    return m_parser->done();
}

const std::optional<HttpRefusal>& RequestReader::refusal() const
{
    return m_parser->m_refusal;
}

const HttpRequest& RequestReader::request() const
{
    return m_parser->m_request;
}

bool RequestReader::keepAlive() const
{
    return m_parser->m_keepAlive;
}

bool RequestReader::expectsContinue() const
{
    return m_parser->m_expectsContinue;
}

} // namespace paydesk
