package org.ketaminerecord.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ketaminerecord.access.Scope.Permission;
import org.ketaminerecord.definition.Definitions;

/**
 * Random and mutated scopes. Whatever is sent: nothing is thrown, nothing is granted that the text does not say, and the canonical form reads the
 * same again. What a text says is told here a second time, by one regular expression.
 */
class ScopeFuzzTest {

    private static final long SEED = 20261121;
    private static final int ROUNDS = 200_000;

    private static final Pattern SAID = Pattern.compile(
            "(patient|user|system)/(\\*|[A-Za-z]+)\\.(?:(read|write|\\*)|(c?r?u?d?s?)(?:\\?([!#-\\[\\]-~]+))?)");

    private static final List<String> PIECES = List.of("patient", "user", "system", "launch", "openid", "/", "/", ".", ".", "*", "Observation", "Patient",
            "observation", "Questionnaire", "Resource", "c", "r", "u", "d", "s", "rs", "cruds", "sr", "read", "write", "?", "&", "=", "category=", "category",
            "_include=", "code:in=", "http://loinc.org|85354-9", "%7C", "%", "%2", "%ff", " ", " ", "  ", "\t", "\n", "\"", "\\", "\u0000", "\u00e9", "\u202e",
            "\uFF0F", "\u2217", "\ud83d\ude00", "\u0130", "..", "//", "??", "+", "#", ",", "|");

    private final Random random = new Random(SEED);

    @Test
    void nothing_is_thrown_nothing_is_widened_and_the_canonical_form_reads_the_same() {
        int granted = 0;
        int unreadable = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String claim = i % 2 == 0 ? mutated() : invented();
            Scopes scopes = ScopeParser.parse(claim);
            Set<String> said = new HashSet<>(Arrays.asList(claim.split(" ")));
            for (Scope scope : scopes.resources()) {
                assertTrue(said.stream().anyMatch(word -> says(word, scope)), () -> "granted " + scope + " for " + claim);
                assertEquals(new Scopes(List.of(scope), Set.of(), List.of()), ScopeParser.parse(scope.text()), claim);
            }
            assertTrue(said.containsAll(scopes.others()) && said.containsAll(scopes.unreadable()), claim);
            assertEquals(scopes.resources(), ScopeParser.parse(String.join(" ", scopes.resources().stream().map(Scope::text).toList())).resources(), claim);
            assertNotNull(new Grant("i", "s", "c", null, null, scopes.resources(), scopes.others(), Set.of(), false));
            granted += scopes.resources().size();
            unreadable += scopes.unreadable().size();
        }
        assertTrue(granted > ROUNDS / 10 && unreadable > ROUNDS / 10, "the generator is of use: " + granted + ", " + unreadable);
    }

    private static boolean says(String word, Scope scope) {
        Matcher m = SAID.matcher(word);
        if (!m.matches() || !m.group(1).equals(scope.level().code()) || !m.group(2).equals(scope.type())) {
            return false;
        }
        if (!scope.type().equals("*") && !Definitions.r4().isResourceType(scope.type())) {
            return false;
        }
        String letters = m.group(3) == null ? m.group(4) : switch (m.group(3)) {
            case "read" -> "rs";
            case "write" -> "cud";
            default -> "cruds";
        };
        StringBuilder allowed = new StringBuilder();
        for (Permission permission : Permission.values()) {
            if (scope.permissions().contains(permission)) {
                allowed.append(permission.letter());
            }
        }
        return letters.contentEquals(allowed) && (scope.query() == null ? m.group(5) == null : scope.query().equals(m.group(5)));
    }

    private String mutated() {
        List<String> claim = new ArrayList<>(List.of(
                pick(List.of("patient", "user", "system")) + "/" + pick(Definitions.r4().resourceTypes()) + "." + pick(List.of("r", "rs", "cruds", "cud", "read")),
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs&status=final",
                "openid"));
        StringBuilder text = new StringBuilder(String.join(" ", claim));
        for (int n = random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, pick(PIECES));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
                default -> {
                    if (at < text.length()) {
                        text.setCharAt(at, random.nextBoolean() ? (char) random.nextInt(0x100) : pick(PIECES).charAt(0));
                    }
                }
            }
        }
        return text.toString();
    }

    private String invented() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "patient/" : "");
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
