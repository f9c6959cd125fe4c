#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace paydesk {

using Md5State = std::array<std::uint32_t, 4>;
inline constexpr Md5State md5Start{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U};
inline constexpr std::size_t md5BlockSize = 64;

/// Several MD5s side by side, one a lane of the processor's vectors (RFC 1321). `words` holds the
/// state word by word, lane by lane; `rows` one text a lane, all of `blocks` whole blocks.
struct Md5Lanes {
    const char* name; ///< "SSE2", …
    std::size_t lanes;
    void (*run)(std::uint32_t* words, const unsigned char* const* rows, std::size_t blocks);
};

inline constexpr std::size_t mostMd5Lanes = 16;

/// What this processor can do, the narrowest first; never empty (plain code is one lane).
std::vector<Md5Lanes> md5LaneKinds();
/// Continues one MD5 by one block.
void md5Block(Md5State& state, const unsigned char* block);

} // namespace paydesk
