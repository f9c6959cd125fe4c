#include "core/doctor/md5vectors.h"

// Compiled for SSE2, whatever the rest of the program is compiled for: called only where the
// processor has it.

#ifdef PAYDESK_MD5_VECTORS
#include "core/doctor/md5rounds.h"

namespace paydesk {

void md5BlocksSSE2(std::uint32_t* words, const unsigned char* const* rows, std::size_t blocks)
{
    using Word = std::uint32_t __attribute__((vector_size(16)));
    Md5Rounds<Word, 4>::run(words, rows, blocks);
}

} // namespace paydesk
#endif
