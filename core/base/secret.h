#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <functional>
#include <utility>

namespace paydesk {

/// Bytes that must not be seen: an API key, an AppSecret, a vault password, a private key. Kept on
/// OpenSSL's secure heap where there is one, wiped on destruction, move-only, never printable; the
/// only way to the bytes is reveal(). Any thread may read a Secret that no other thread is moving
/// or destroying.
class Secret {
public:
    Secret() = default;
    /// Takes the bytes and wipes the source, which is empty afterwards. (A source that shares its
    /// data with another QByteArray is detached first: the caller answers for other copies.)
    explicit Secret(QByteArray&& bytes);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    /// A second owner of the same bytes, on purpose and by name.
    [[nodiscard]] Secret clone() const;
    bool isEmpty() const { return m_size == 0; }
    /// In bytes; showing it is allowed, because a wrong length is often the finding.
    qsizetype size() const { return qsizetype(m_size); }

    /// First and last four characters around an ellipsis, two if shorter than 16 bytes; nothing but
    /// the ellipsis below 5.
    QByteArray masked() const;

    /// The one door: `use` gets a view that is valid during the call only. Copying out of it is
    /// what a review looks for.
    template <typename Use> decltype(auto) reveal(Use&& use) const
    {
        return std::invoke(std::forward<Use>(use), QByteArrayView(m_bytes, qsizetype(m_size)));
    }

    /// Equal length and bytes, in time that depends on the length only.
    bool sameAs(const Secret& other) const;

    // Not comparable and not printable on purpose: sameAs() and masked() say what is meant.
    friend bool operator==(const Secret&, const Secret&) = delete;

private:
    Secret(const char* bytes, std::size_t size);
    void wipe() noexcept;

    char* m_bytes = nullptr;
    std::size_t m_size = 0;
};

/// Masks text the way Secret::masked() does.
QByteArray maskedText(QByteArrayView text);

/// Overwrites the bytes and leaves the array empty.
void wipe(QByteArray& bytes);

/// Prepares the secure heap and asks the system not to write this process into core dumps. Once,
/// first in main().
void hardenProcess();

} // namespace paydesk
