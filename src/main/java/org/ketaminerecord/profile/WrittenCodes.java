package org.ketaminerecord.profile;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Systems that no list can hold, and whose codes are known by how they are written. */
final class WrittenCodes {

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    /** Media types (RFC 6838, with the parameters of RFC 2045), languages (RFC 5646). */
    private static final Map<String, Pattern> BY_SYSTEM = Map.of(
            "urn:ietf:bcp:13", Pattern.compile(TOKEN + "/" + TOKEN + "( *; *" + TOKEN + "=(" + TOKEN + "|\"[^\"]*\"))*"),
            "urn:ietf:bcp:47", Pattern.compile("(?i)([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
                    + "(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?|x(-[a-z0-9]{1,8})+"));

    private WrittenCodes() {
    }

    /** Whether a code is of one of the systems, all codes of which are meant; undecided where one of them is known by a list only. */
    static Codes.Answer judge(Set<String> systems, String code) {
        boolean undecided = false;
        for (String system : systems) {
            Pattern pattern = BY_SYSTEM.get(system);
            if (pattern == null) {
                undecided = true;
            } else if (pattern.matcher(code).matches()) {
                return Codes.Answer.IN;
            }
        }
        return undecided ? Codes.Answer.UNDECIDED : Codes.Answer.OUT;
    }
}
