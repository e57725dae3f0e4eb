#pragma once
#include <expat.h>

// Distributions carry this function back to versions whose number does not tell; so it is asked for by a weak
// symbol, and the shim compiles and links with and without it.
extern XML_Bool XML_SetReparseDeferralEnabled(XML_Parser parser, XML_Bool enabled) __attribute__((weak));

/// Turns reparse deferral off where the library has it. With deferral on, a token that arrives in two reads may
/// never be delivered: a closing tag would be lost.
static inline void porchlight_deliver_tokens_at_once(XML_Parser parser)
{
    if (&XML_SetReparseDeferralEnabled != 0) {
        XML_SetReparseDeferralEnabled(parser, XML_FALSE);
    }
}
