package org.ketaminerecord.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.terminology.CodeAnswer;
import org.ketaminerecord.terminology.CodeSystem;
import org.ketaminerecord.terminology.Elsewhere;
import org.ketaminerecord.terminology.TerminologyServer;

/** Codes and the value sets that they are bound to (R4 terminologies.html#strength). */
final class Bindings {

    private record Coded(String system, String code) {
        @Override
        public String toString() {
            return system == null ? "'" + code + "'" : "'" + system + "|" + code + "'";
        }
    }

    /** The types of FHIRPath, by which R4's own definitions name what has no type of FHIR (R4 elementdefinition-definitions.html, type.code). */
    private static final String SYSTEM_TYPES = "http://hl7.org/fhirpath/System.";

    /** Whether some codes are in a value set, and what a terminology server has to say of that; null for nothing. */
    private record Judged(Codes.Answer answer, String remark) {
    }

    private final Profiles profiles;
    private final Findings found;
    private final TerminologyServer server;

    Bindings(Profiles profiles, Findings found, TerminologyServer server) {
        this.profiles = profiles;
        this.found = found;
        this.server = CodeAnswer.decisive(server);
    }

    Codes.Answer contains(String valueSet, Place place) {
        return judge(profiles.codes(valueSet), coded(place)).answer();
    }

    /** By what is known here; what that cannot decide is asked elsewhere. */
    private Judged judge(Codes codes, List<Coded> coded) {
        Codes.Answer here = contains(codes, coded);
        return here == Codes.Answer.UNDECIDED && codes.asked() != null ? ask(codes, coded) : new Judged(here, null);
    }

    private Judged ask(Codes codes, List<Coded> coded) {
        Codes.Answer answer = Codes.Answer.OUT;
        String remark = null;
        for (Coded c : coded) {
            if (codes.contains(c.system(), c.code()) != Codes.Answer.UNDECIDED) {
                continue;
            }
            if (c.system() == null || c.system().equals("null")) {
                answer = Codes.Answer.UNDECIDED;        // a code element: nobody can be asked about a code without its system
                continue;
            }
            JsonObject coding = new JsonObject().put("name", "coding").put("valueCoding", new JsonObject().put("system", c.system()).put("code", c.code()));
            switch (server.ask("ValueSet", "validate-code", new JsonObject().put("resourceType", "Parameters")
                    .put("parameter", JsonArray.of(codes.asked(), coding)))) {
                case TerminologyServer.Answer.Given given -> {
                    if (CodeAnswer.result(given.resource())) {
                        return new Judged(Codes.Answer.IN, null);
                    }
                    remark = "The terminology server says so.";
                }
                case TerminologyServer.Answer.Refused refused -> {
                    answer = Codes.Answer.UNDECIDED;
                    remark = Elsewhere.refused(refused).diagnostics();
                }
                case TerminologyServer.Answer.Silent silent -> {
                    answer = Codes.Answer.UNDECIDED;
                    remark = Elsewhere.silent(silent).diagnostics();
                }
                case TerminologyServer.Answer.Nobody nobody -> answer = Codes.Answer.UNDECIDED;
            }
        }
        return new Judged(answer, remark);
    }

    private static Codes.Answer contains(Codes codes, List<Coded> coded) {
        Codes.Answer answer = Codes.Answer.OUT;
        for (Coded c : coded) {
            switch (codes.contains(c.system(), c.code())) {
                case IN -> {
                    return Codes.Answer.IN;
                }
                case UNDECIDED -> answer = Codes.Answer.UNDECIDED;
                case OUT -> { }
            }
        }
        return answer;
    }

    /** Checks an element against its binding. */
    void check(ElementRule.Binding binding, Place place, Profile profile) {
        List<Coded> coded = coded(place);
        boolean concept = place.type().name().equals("CodeableConcept");
        if (coded.isEmpty() && !(concept && binding.required() && place.members() != null && !onlyExtended(place.members()))) {
            return;                       // nothing coded: a text alone may stand where the binding is extensible
        }
        if (coded.size() == 1 && coded.getFirst().code().startsWith(SYSTEM_TYPES)) {
            return;
        }
        Codes codes = profiles.codes(binding.valueSet());
        Judged judged = judge(codes, coded);
        Codes.Answer answer = judged.answer();
        String remark = judged.remark() == null ? "" : " " + judged.remark();
        String what = coded.isEmpty() ? "There is no code" : coded.size() == 1 ? "The code " + coded.getFirst() : "None of the codes " + coded;
        String verb = coded.size() > 1 ? " is" : coded.isEmpty() ? "" : " is not";
        if (answer == Codes.Answer.OUT && binding.required()) {
            found.error(place, "", IssueType.CODE_INVALID, FaultCode.INVALID_CODE, binding.valueSet(), profile, what + verb + (coded.isEmpty() ? " of" : " in")
                    + " the value set " + binding.valueSet() + ", which is required here." + remark + " " + codes.instead(system(coded), code(coded)));
        } else if (answer == Codes.Answer.OUT) {
            found.warning(place, "", IssueType.CODE_INVALID, FaultCode.INVALID_CODE, binding.valueSet(), profile, what + verb + " in the value set "
                    + binding.valueSet() + ". Where one of its codes fits, it has to be sent (extensible binding)." + remark + " " + codes.instead(system(coded), code(coded)));
        } else if (answer == Codes.Answer.UNDECIDED) {
            found.warning(place, "", IssueType.NOT_SUPPORTED, FaultCode.UNDECIDED, binding.valueSet(), profile, "Whether the code "
                    + String.join(", ", coded.stream().map(Coded::toString).toList()) + " is in the value set " + binding.valueSet()
                    + " cannot be told here" + (codes.reason() == null ? ": its code system is not here." : ": " + codes.reason())
                    + " It was not checked." + remark);
        }
    }

    /** A code of a system that is here completely must be one of it. */
    void known(Place coding) {
        JsonObject json = coding.members();
        if (json == null || !(json.get("system") instanceof JsonString system) || !(json.get("code") instanceof JsonString code)) {
            return;
        }
        CodeSystem known = profiles.system(system.value());
        if (known != null && known.content() == CodeSystem.Content.COMPLETE && known.concept(code.value()) == null && !known.concepts().isEmpty()) {
            Map<String, String> texts = new LinkedHashMap<>();
            known.concepts().forEach((c, concept) -> texts.put(c, concept.display()));
            String near = MeantCode.of(code.value(), texts).map(n -> " The nearest that is in it: " + n + ".").orElse("");
            found.error(coding, "", IssueType.CODE_INVALID, FaultCode.UNKNOWN_CODE, system.value(), null, "The code system " + system.value() + " has no code '"
                    + code.value() + "'." + near);
        }
    }

    private static boolean onlyExtended(JsonObject concept) {
        return !concept.has("coding") && !concept.has("text") && concept.has("extension");
    }

    private static String system(List<Coded> coded) {
        return coded.isEmpty() ? null : coded.getFirst().system();
    }

    private static String code(List<Coded> coded) {
        return coded.isEmpty() ? null : coded.getFirst().code();
    }

    private static List<Coded> coded(Place place) {
        return switch (place.type().name()) {
            case "CodeableConcept" -> {
                List<Coded> codes = new ArrayList<>();
                if (place.members() != null && place.members().get("coding") instanceof JsonArray codings) {
                    for (JsonObject c : codings.objects()) {
                        if (c.get("code") instanceof JsonString code) {
                            codes.add(new Coded(c.string("system"), code.value()));
                        }
                    }
                }
                yield codes;
            }
            case "Coding", "Quantity", "Age", "Count", "Distance", "Duration", "SimpleQuantity", "MoneyQuantity" ->
                place.members() != null && place.members().get("code") instanceof JsonString code
                        ? List.of(new Coded(String.valueOf(place.members().string("system")), code.value())) : List.of();
            case "code", "string", "uri", "url", "canonical", "id", "oid" ->
                place.text() == null ? List.of() : List.of(new Coded(null, place.text()));
            default -> List.of();
        };
    }
}
