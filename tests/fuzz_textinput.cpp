#include "core/sign/textinput.h"

// Nothing that can be pasted brings the readers down, and a refusal says why.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace paydesk;
    const auto read = readInput({reinterpret_cast<const char*>(data), qsizetype(size)});
    if (!read && read.error().details.value(QStringLiteral("reason")).toString().isEmpty())
        __builtin_trap();
    return 0;
}
