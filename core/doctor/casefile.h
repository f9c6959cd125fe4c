#pragma once

#include "core/base/result.h"
#include "core/doctor/question.h"

#include <QByteArray>
#include <QByteArrayView>

namespace paydesk {

/// A question of a case file.
struct DoctorCase {
    QByteArray id; ///< "case_id"; empty when it has none or could not be read
    Result<Question> question;
};

/// Reads one object of the case format: `params` as a list of [name, value] in their order (or as
/// an object), `key`, `sign_type`, `stage`, `received_sign`, the other secrets and identifiers of
/// `profile`, what the order step knew in `context`. What is absent is taken from the params
/// themselves: the stage from their names, the type from their label, the signature from `sign` or
/// `paySign`. Members of other names are passed over. JsonRejected, InputUnreadable or
/// FieldMalformed otherwise.
DoctorCase readCase(QByteArrayView object);

} // namespace paydesk
