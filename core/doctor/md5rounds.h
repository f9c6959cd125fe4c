#pragma once

// One MD5 block over whatever Word is: a number, or a vector of numbers. Included by files that are
// compiled for different processors, so everything in it is local to each of them.

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace paydesk {
namespace {

    template <typename Word, int lanes> struct Md5Rounds {
        static Word rotated(Word value, int by) { return (value << by) | (value >> (32 - by)); }

        static Word splat(std::uint32_t value)
        {
            Word word{};
            return word + value;
        }

        /// The i-th words of the block of every lane.
        static Word gathered(const unsigned char* const* rows, std::size_t at)
        {
            Word word;
            if constexpr (lanes == 1) {
                std::memcpy(&word, rows[0] + at, sizeof word);
            } else {
                for (int lane = 0; lane < lanes; ++lane) {
                    std::uint32_t one;
                    std::memcpy(&one, rows[lane] + at, sizeof one);
                    word[lane] = one;
                }
            }
            return word;
        }

        static void step(Word& a, Word b, Word mix, Word data, std::uint32_t constant, int by)
        {
            a += mix + data + constant;
            a = rotated(a, by) + b;
        }

        static void block(Word (&state)[4], const Word (&m)[16])
        {
            static constexpr std::uint32_t k[64] = {0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee,
                0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1,
                0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340,
                0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6,
                0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
                0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60,
                0xbebfbc70, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5,
                0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3,
                0x8f0ccc92, 0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1,
                0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};
            static constexpr int turns[4][4] = {
                {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
            Word a = state[0];
            Word b = state[1];
            Word c = state[2];
            Word d = state[3];
            const auto turn = [&](Word mix, std::size_t i, std::size_t word) {
                step(a, b, mix, m[word], k[i], turns[i / 16][i % 4]);
                const Word made = a;
                a = d;
                d = c;
                c = b;
                b = made;
            };
#pragma GCC unroll 16
            for (std::size_t i = 0; i < 16; ++i)
                turn(d ^ (b & (c ^ d)), i, i);
#pragma GCC unroll 16
            for (std::size_t i = 16; i < 32; ++i)
                turn(c ^ (d & (b ^ c)), i, (5 * i + 1) % 16);
#pragma GCC unroll 16
            for (std::size_t i = 32; i < 48; ++i)
                turn(b ^ c ^ d, i, (3 * i + 5) % 16);
#pragma GCC unroll 16
            for (std::size_t i = 48; i < 64; ++i)
                turn(c ^ (b | ~d), i, (7 * i) % 16);
            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
        }

        static void run(std::uint32_t* words, const unsigned char* const* rows, std::size_t blocks)
        {
            Word state[4];
            std::memcpy(state, words, sizeof state);
            for (std::size_t at = 0; at < blocks * 64; at += 64) {
                Word m[16];
                for (std::size_t i = 0; i < 16; ++i)
                    m[i] = gathered(rows, at + (4 * i));
                block(state, m);
            }
            std::memcpy(words, state, sizeof state);
        }
    };

} // namespace
} // namespace paydesk
