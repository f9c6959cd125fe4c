#include "core/doctor/md5lanes.h"

#include "core/doctor/md5rounds.h"
#include "core/doctor/md5vectors.h"

namespace paydesk {

namespace {

    void plainBlocks(std::uint32_t* words, const unsigned char* const* rows, std::size_t blocks)
    {
        Md5Rounds<std::uint32_t, 1>::run(words, rows, blocks);
    }

} // namespace

std::vector<Md5Lanes> md5LaneKinds()
{
    std::vector<Md5Lanes> kinds{{"plain", 1, plainBlocks}};
#ifdef PAYDESK_MD5_VECTORS
    kinds.push_back({"SSE2", 4, md5BlocksSSE2});
    if (__builtin_cpu_supports("avx2"))
        kinds.push_back({"AVX2", 8, md5BlocksAVX2});
    if (__builtin_cpu_supports("avx512f"))
        kinds.push_back({"AVX-512", 16, md5BlocksAVX512});
#endif
    return kinds;
}

void md5Block(Md5State& state, const unsigned char* block)
{
    plainBlocks(state.data(), &block, 1);
}

} // namespace paydesk
