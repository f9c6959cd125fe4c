#include "ui/settings/fieldrule.h"

#include "core/base/wording.h"

namespace paydesk {

QString ruleOf(const Failure& failure)
{
    const Wording wording = wordingOf(failure);
    return failure.id == FailureId::FieldMalformed && !wording.why.isEmpty() ? wording.why
                                                                             : wording.what;
}

} // namespace paydesk
