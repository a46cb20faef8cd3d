package org.ketaminerecord.profile;

import java.util.Map;
import java.util.Optional;
import org.ketaminerecord.definition.Nearest;

/** The code that was probably meant by one that is not there. */
final class MeantCode {

    private MeantCode() {
    }

    /**
     * The nearest code: the same without regard to case and signs (mmHg is mm[Hg]), the one with this text (Married is M), or else the one
     * with the fewest slips.
     *
     * @param codes the codes with their texts, which may be null
     */
    static Optional<String> of(String code, Map<String, String> codes) {
        String plain = plain(code);
        if (!plain.isEmpty()) {
            for (String c : codes.keySet()) {
                if (plain(c).equals(plain)) {
                    return Optional.of(c);
                }
            }
            for (Map.Entry<String, String> c : codes.entrySet()) {
                if (c.getValue() != null && plain(c.getValue()).equals(plain)) {
                    return Optional.of(c.getKey());
                }
            }
        }
        return Nearest.to(code, codes.keySet());
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().filter(Character::isLetterOrDigit).map(Character::toLowerCase).forEach(c -> plain.append((char) c));
        return plain.toString();
    }
}
