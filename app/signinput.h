#pragma once

#include "app/command.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/profile/profile.h"
#include "core/sign/signer.h"
#include "core/sign/textinput.h"

namespace paydesk {

class Invocation;

/// The options by which sign, verify and explain learn the key and what the text does not say.
const std::vector<CommandOption>& keyOptions();

/// The FILE argument's text. UsageWrong when stdin would have to be both the message and a secret.
Result<QByteArray> messageText(const Invocation& call);

/// The key given on the command line, none when none was given; an empty one is refused.
Result<std::optional<Secret>> keyOnCommandLine(const Invocation& call);
/// The key given on the command line, or the merchant's.
Result<Secret> signingKey(Invocation& call);
/// The merchant of --profile with its secrets; the vault is opened when it must be. Says on stderr
/// when the sandbox's published ones are taken because nothing else was given.
struct KnownMerchant {
    Profile profile;
    Credentials credentials;
};
Result<KnownMerchant> merchantOf(Invocation& call);

/// Whether the second signature (paySign) is meant.
bool isPaymentCall(const ReadInput& input);
/// The fields that are signed. A payment call does not carry the appId, but its signature covers it
/// (protocol-v2.md §5.1): --appid, or else the given one; and its names are spelt as they are
/// signed.
Parameters signedFields(const ReadInput& input, const Invocation& call, const QByteArray& appid);
/// The signature type that is forced, or that the fields name, or MD5.
Result<SignType> signTypeOf(const Parameters& fields, bool paymentCall, const QByteArray& forced);

} // namespace paydesk
