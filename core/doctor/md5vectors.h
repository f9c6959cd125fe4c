#pragma once

#include <cstddef>
#include <cstdint>

// Vectors of a fixed width are an extension of GCC and Clang; the set of instructions is x86-64's.
#if defined(__GNUC__) && defined(__x86_64__)
#define PAYDESK_MD5_VECTORS 1

namespace paydesk {

void md5BlocksSSE2(std::uint32_t* words, const unsigned char* const* rows, std::size_t blocks);
void md5BlocksAVX2(std::uint32_t* words, const unsigned char* const* rows, std::size_t blocks);
void md5BlocksAVX512(std::uint32_t* words, const unsigned char* const* rows, std::size_t blocks);

} // namespace paydesk
#endif
