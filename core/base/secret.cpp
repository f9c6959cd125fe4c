#include "core/base/secret.h"

#include <openssl/crypto.h>

#include <cstring>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace paydesk {

namespace {
    constexpr std::size_t secureHeapBytes = 262'144;
    constexpr std::size_t secureHeapSmallestBlock = 32;
} // namespace

Secret::Secret(QByteArray&& bytes)
    : Secret(bytes.constData(), std::size_t(bytes.size()))
{
    paydesk::wipe(bytes);
}

Secret::Secret(const char* bytes, std::size_t size)
    : m_size(size)
{
    if (size == 0)
        return;
    // Falls back to the ordinary heap where hardenProcess() found no secure one; the wiping stays.
    m_bytes = static_cast<char*>(OPENSSL_secure_malloc(size));
    std::memcpy(m_bytes, bytes, size);
}

Secret::Secret(Secret&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

void Secret::wipe() noexcept
{
    OPENSSL_secure_clear_free(m_bytes, m_size);
    m_bytes = nullptr;
    m_size = 0;
}

Secret Secret::clone() const
{
    return Secret(m_bytes, m_size);
}

QByteArray Secret::masked() const
{
    return reveal([](QByteArrayView bytes) { return maskedText(bytes); });
}

bool Secret::sameAs(const Secret& other) const
{
    return m_size == other.m_size
        && (m_size == 0 || CRYPTO_memcmp(m_bytes, other.m_bytes, m_size) == 0);
}

QByteArray maskedText(QByteArrayView text)
{
    const QByteArray ellipsis("…");
    if (text.isEmpty())
        return {};
    qsizetype shown = 0;
    if (text.size() >= 16)
        shown = 4;
    else if (text.size() >= 5)
        shown = 2;
    return text.first(shown).toByteArray() + ellipsis + text.last(shown).toByteArray();
}

void wipe(QByteArray& bytes)
{
    // Who else shares the bytes still reads them; the last one to be wiped overwrites them.
    if (!bytes.isEmpty() && bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), std::size_t(bytes.size()));
    bytes.clear();
}

void hardenProcess()
{
    if (!CRYPTO_secure_malloc_initialized())
        CRYPTO_secure_malloc_init(secureHeapBytes, secureHeapSmallestBlock);
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace paydesk
