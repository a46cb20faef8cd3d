package org.ketaminerecord.profile;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.Elsewhere;
import org.ketaminerecord.terminology.Expansion;

/**
 * The codes of a value set as far as they can be known here.
 *
 * @param valueSet  its canonical
 * @param expansion its codes; null when they cannot be told
 * @param systems   when they cannot be told: the systems that it takes codes from; null when not even those are known
 * @param reason    when they cannot be told: why
 * @param asked     the value set as a terminology server is asked about it, by its definition or by its canonical; null when all is known here
 */
record Codes(String valueSet, Expansion expansion, Set<String> systems, String reason, JsonObject asked) {

    /** Whether a code is in a value set. */
    enum Answer { IN, OUT, UNDECIDED }

    private static final int MOST_NAMED = 8;
    private static final int MOST_LISTED = 20;

    /** What is known of a value set whose codes could not be told. */
    static Codes unknown(String url, JsonObject valueSet, String reason) {
        Set<String> systems = null;
        if (valueSet != null && valueSet.object("compose") != null) {
            systems = new HashSet<>();
            for (JsonObject include : valueSet.object("compose").objects("include")) {
                if (include.string("system") == null) {
                    systems = null;
                    break;
                }
                systems.add(include.string("system"));
            }
        }
        return new Codes(url, null, systems, reason, asked(url, valueSet));
    }

    /** What is known of a value set whose codes could be told, perhaps those of systems that are not here apart. */
    static Codes of(String url, JsonObject valueSet, Expansion expansion) {
        return new Codes(url, expansion, null, null, expansion.systems().isEmpty() ? null : asked(url, valueSet));
    }

    private static JsonObject asked(String url, JsonObject valueSet) {
        Canonical canonical = Canonical.of(url);
        return Elsewhere.valueSet(valueSet != null ? valueSet : new JsonObject().put("url", canonical.url()).put("version", canonical.version()));
    }

    /** Whether a code of a system is in it; a code element has no system (null). */
    Answer contains(String system, String code) {
        if (expansion == null) {
            return system != null && systems != null && !systems.contains(system) ? Answer.OUT : Answer.UNDECIDED;
        }
        if (system == null) {
            for (Expansion.Code c : expansion.codes().keySet()) {
                if (c.code().equals(code)) {
                    return Answer.IN;
                }
            }
            return WrittenCodes.judge(expansion.systems().keySet(), code);
        }
        if (expansion.codes().containsKey(new Expansion.Code(system, code))) {
            return Answer.IN;
        }
        return expansion.contains(system, code) ? WrittenCodes.judge(Set.of(system), code) : Answer.OUT;
    }

    /** What may be sent instead of a code: the nearest, or all when they are few. */
    String instead(String system, String code) {
        if (expansion == null) {
            return "Send a code of " + Canonical.of(valueSet).url() + ".";
        }
        Map<String, String> codes = new LinkedHashMap<>();
        Collection<Expansion.Code> all = expansion.codes().keySet();
        expansion.codes().forEach((c, member) -> codes.putIfAbsent(c.code(), member.display()));
        String near = code == null ? null : MeantCode.of(code, codes).orElse(null);
        if (near != null) {
            String of = all.stream().filter(c -> c.code().equals(near)).map(Expansion.Code::system).findFirst().orElse(null);
            boolean same = near.equals(code);
            return (same ? "Its code is there in another system: send " : "The nearest that is in it: ") + name(of, near)
                    + (codes.size() <= MOST_NAMED ? ". All: " + String.join(", ", codes.keySet()) + "." : ".");
        }
        if (codes.size() > 0 && codes.size() <= MOST_NAMED) {
            return "Send one of " + String.join(", ", all.stream().map(c -> name(c.system(), c.code())).toList()) + ".";
        }
        List<String> systems = all.stream().map(Expansion.Code::system).distinct().toList();
        if (codes.size() > 0 && codes.size() <= MOST_LISTED && systems.size() == 1 && systems.getFirst() != null) {
            return "Send one of the codes " + String.join(", ", codes.keySet()) + " of " + systems.getFirst() + ".";
        }
        return "Send one of its codes" + (codes.isEmpty() ? "" : ", for example "
                + String.join(", ", all.stream().limit(3).map(c -> name(c.system(), c.code())).toList())) + ".";
    }

    private static String name(String system, String code) {
        return system == null ? code : system + "|" + code;
    }
}
