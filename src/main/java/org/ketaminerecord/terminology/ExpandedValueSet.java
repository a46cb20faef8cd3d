package org.ketaminerecord.terminology;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** A ValueSet with its expansion, or a page of it (R4 valueset-operation-expand.html, valueset.html#expansion). The list is flat. */
public final class ExpandedValueSet {

    /** Most codes of an answer to a request that does not say how many it wants. */
    public static final int MOST_UNASKED = 10_000;

    private static final List<String> METADATA = List.of("resourceType", "id", "url", "identifier", "version", "name", "title", "status");

    /**
     * What is asked of an expansion.
     *
     * @param filter          words that texts must begin with, or null
     * @param offset          how many codes to leave out, or null
     * @param count           how many codes to answer, or null for all
     * @param activeOnly      true to leave out inactive codes
     * @param selectableOnly  true to leave out abstract codes
     * @param language        the language of the displays, or null
     * @param designations    true to add the other texts
     * @param designationsIn  languages, or {@code system|code} of uses, of the other texts that are wanted; empty for all
     * @param definition      true to keep the definition beside the expansion
     */
    public record Asked(String filter, Integer offset, Integer count, boolean activeOnly, boolean selectableOnly, String language, boolean designations,
            Set<String> designationsIn, boolean definition) {
    }

    private record Listed(Expansion.Code code, boolean inactive, boolean isAbstract, Texts texts) {
    }

    private final JsonObject valueSet;
    private final Asked asked;
    private final ValueSetExpander expander;
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    private ExpandedValueSet(JsonObject valueSet, Asked asked, TerminologyContent content) {
        this.valueSet = valueSet;
        this.asked = asked;
        this.expander = new ValueSetExpander(content);
    }

    /**
     * The expansion of a value set.
     *
     * @param name what to call the value set
     * @throws Fault (422) when it cannot be told or listed here, or has too many codes for one answer
     */
    public static JsonObject of(JsonObject valueSet, String name, Asked asked, TerminologyContent content) {
        return new ExpandedValueSet(valueSet, asked, content).expanded(name);
    }

    private JsonObject expanded(String name) {
        Expansion expansion = expander.expandHere(valueSet);
        if (!expansion.systems().isEmpty()) {
            String system = expansion.systems().keySet().iterator().next();
            throw Refusal.undecided("ValueSet.compose.include", "The ValueSet '" + name + "' has all codes of '" + system + "', and which those are is not "
                    + "known here. Store the CodeSystem '" + system + "' with content 'complete', or configure a terminology server.");
        }
        List<Listed> all = new ArrayList<>();
        List<String> words = asked.filter() == null ? List.of() : Arrays.asList(folded(asked.filter()).strip().split("\\s+"));
        expansion.codes().forEach((code, member) -> {
            Listed listed = listed(code, member);
            if ((!asked.activeOnly() || !listed.inactive()) && (!asked.selectableOnly() || !listed.isAbstract()) && fits(listed, words)) {
                all.add(listed);
            }
        });
        if (asked.count() == null && all.size() > MOST_UNASKED) {
            throw Fault.of(Reason.UNPROCESSABLE, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, "The ValueSet '" + name + "' has " + all.size()
                    + " codes, more than " + MOST_UNASKED + " at once. Ask for them in pages, with count and offset, or for fewer with filter.");
        }
        int from = Math.min(all.size(), asked.offset() == null ? 0 : asked.offset());
        int to = asked.count() == null ? all.size() : (int) Math.min(all.size(), (long) from + asked.count());
        return answer(all.size(), all.subList(from, to));
    }

    private Listed listed(Expansion.Code code, Expansion.Member member) {
        CodeSystem system = code.system() == null ? null : expander.systems().find(new Canonical(code.system(), null));
        Concept concept = system == null ? null : system.concept(code.code());
        if (system != null && system.canonical().version() != null) {
            used.add(system.canonical().toString());
        }
        if (concept == null && member.inactive() == null) {
            unknown.add(String.valueOf(code.system()));
        }
        boolean inactive = concept != null ? concept.inactive() : Boolean.TRUE.equals(member.inactive());
        return new Listed(code, inactive, member.isAbstract() || concept != null && concept.isAbstract(), Texts.of(member, system, concept));
    }

    private static boolean fits(Listed listed, List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        if (folded(listed.code().code()).startsWith(String.join(" ", words))) {
            return true;
        }
        return listed.texts().all().stream().map(t -> Arrays.asList(folded(t).split("[^\\p{L}\\p{N}]+")))
                .anyMatch(text -> words.stream().allMatch(w -> text.stream().anyMatch(t -> t.startsWith(w))));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT);
    }

    private JsonObject answer(int total, List<Listed> page) {
        JsonObject answer = new JsonObject();
        valueSet.forEach((name, value) -> {
            if (asked.definition() ? !name.equals("expansion") && !name.equals("text") && !name.equals("meta") : METADATA.contains(name)) {
                answer.append(name, value.copy());
            }
        });
        if (!answer.has("status")) {
            answer.put("status", "unknown");
        }
        JsonObject expansion = new JsonObject().put("identifier", "urn:uuid:" + UUID.randomUUID())
                .put("timestamp", OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS).toString()).put("total", total);
        if (asked.offset() != null || asked.count() != null) {
            expansion.put("offset", asked.offset() == null ? 0 : asked.offset());
        }
        JsonArray parameters = parameters();
        if (!parameters.isEmpty()) {
            expansion.put("parameter", parameters);
        }
        if (!page.isEmpty()) {
            expansion.put("contains", JsonArray.of(page.stream().map(this::contains).toList()));
        }
        return answer.put("expansion", expansion);
    }

    private JsonArray parameters() {
        JsonArray parameters = new JsonArray();
        text(parameters, "filter", "valueString", asked.filter());
        text(parameters, "displayLanguage", "valueCode", asked.language());
        Map<String, Boolean> flags = new LinkedHashMap<>();
        flags.put("activeOnly", asked.activeOnly());
        flags.put("excludeNotForUI", asked.selectableOnly());
        flags.put("includeDesignations", asked.designations());
        flags.forEach((name, on) -> {
            if (on) {
                parameters.add(new JsonObject().put("name", name).put("valueBoolean", true));
            }
        });
        if (asked.count() != null) {
            parameters.add(new JsonObject().put("name", "count").put("valueInteger", asked.count()));
        }
        used.forEach(u -> text(parameters, "used-codesystem", "valueUri", u));
        if (asked.activeOnly()) {
            unknown.forEach(u -> text(parameters, "warning", "valueString", "Which codes of '" + u + "' are active is not known here; they are all in the list."));
        }
        return parameters;
    }

    private static void text(JsonArray parameters, String name, String type, String value) {
        if (value != null) {
            parameters.add(new JsonObject().put("name", name).put(type, value));
        }
    }

    private JsonObject contains(Listed listed) {
        JsonObject contains = new JsonObject().put("system", listed.code().system());
        if (listed.isAbstract()) {
            contains.put("abstract", true);
        }
        if (listed.inactive()) {
            contains.put("inactive", true);
        }
        contains.put("code", listed.code().code()).put("display", listed.texts().in(asked.language()));
        List<JsonObject> designations = asked.designations() ? listed.texts().designations().stream().filter(this::wanted).map(Concept.Designation::json).toList()
                : List.of();
        if (!designations.isEmpty()) {
            contains.put("designation", JsonArray.of(designations));
        }
        return contains;
    }

    private boolean wanted(Concept.Designation d) {
        return asked.designationsIn().isEmpty() || asked.designationsIn().stream().anyMatch(w -> w.equals(d.use()) || w.equalsIgnoreCase(d.language()));
    }
}
