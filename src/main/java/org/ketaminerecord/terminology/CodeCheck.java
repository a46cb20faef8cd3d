package org.ketaminerecord.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;

/**
 * Judges codes: whether a code system has them, whether a value set has them (R4 valueset-operation-validate-code.html,
 * codesystem-operation-validate-code.html). A code is in a value set exactly when {@code :in} finds it. What cannot be
 * decided is refused and never false.
 */
public final class CodeCheck {

    private static final int NAMED = 10;

    private final TerminologyContent content;
    private final String language;
    private final boolean refuseAbstract;

    /**
     * @param language       the language of the displays that are answered, or null
     * @param refuseAbstract true when abstract concepts are not valid
     */
    public CodeCheck(TerminologyContent content, String language, boolean refuseAbstract) {
        this.content = content;
        this.language = language;
        this.refuseAbstract = refuseAbstract;
    }

    /**
     * Whether a value set has a code.
     *
     * @param name what to call the value set
     * @throws org.ketaminerecord.outcome.Fault (422) when that cannot be told
     */
    public Verdict inValueSet(JsonObject valueSet, String name, Coded coded) {
        ValueSetExpander expander = ValueSetExpander.about(content, coded.system(), coded.code());
        CodeSystem system = expander.systems().find(new Canonical(coded.system(), coded.version()));
        CodeSystem current = system == null ? expander.systems().find(new Canonical(coded.system(), null)) : system;
        Concept concept = current == null ? null : current.concept(coded.code());
        String code = concept == null ? coded.code() : concept.code();
        Expansion expansion = (code.equals(coded.code()) ? expander : ValueSetExpander.about(content, coded.system(), code)).expand(valueSet);
        if (!expansion.contains(coded.system(), code)) {
            return refused(FaultCode.INVALID_CODE, "The value set '" + name + "' does not have the code '" + coded + "'."
                    + instead(coded, expansion, current, valueSet));
        }
        Expansion.Member member = expansion.codes().get(new Expansion.Code(coded.system(), code));
        List<Issue> remarks = new ArrayList<>();
        boolean open = false;
        if (concept == null) {
            if (current != null && current.content() == CodeSystem.Content.COMPLETE) {
                remarks.add(warning(FaultCode.UNKNOWN_CODE, "The value set '" + name + "' lists '" + coded + "', which the CodeSystem '" + current.canonical()
                        + "' does not define."));
            } else if (member == null) {
                open = true;
                remarks.add(warning(FaultCode.UNKNOWN_CODE_SYSTEM, "The value set '" + name + "' has all codes of '" + coded.system() + "'; whether '"
                        + Refusal.cut(coded.code()) + "' is one of them is not known here: " + lacking(coded.system(), current)));
            }
        }
        if (system == null && current != null) {
            remarks.add(otherVersion(coded, current));
        }
        return judged(coded, member, current, concept, remarks, open);
    }

    /**
     * Whether a code system has a code.
     *
     * @throws org.ketaminerecord.outcome.Fault (422) when that cannot be told
     */
    public Verdict inSystem(CodeSystem system, Coded coded) {
        Concept concept = system.concept(coded.code());
        if (concept == null) {
            CodeSystems.requireComplete(system, null, "whether it has the code '" + Refusal.cut(coded.code()) + "' is not known");
            return refused(FaultCode.UNKNOWN_CODE, "The CodeSystem '" + system.canonical() + "' has no code '" + Refusal.cut(coded.code()) + "'."
                    + nearest(coded, system, system.concepts().keySet()));
        }
        List<Issue> remarks = new ArrayList<>();
        if (!concept.code().equals(coded.code())) {
            remarks.add(warning(FaultCode.INVALID_CODE, "The code is written '" + concept.code() + "'; the system does not tell upper from lower case."));
        }
        return judged(coded, null, system, concept, remarks, false);
    }

    private Verdict judged(Coded coded, Expansion.Member member, CodeSystem system, Concept concept, List<Issue> remarks, boolean open) {
        Texts texts = Texts.of(member, system, concept);
        String display = texts.in(language);
        boolean isAbstract = concept != null && concept.isAbstract() || member != null && member.isAbstract();
        if (isAbstract && refuseAbstract) {
            return new Verdict(false, display, List.of(Issue.error(IssueType.CODE_INVALID, FaultCode.INVALID_CODE, "'" + coded + "' is abstract: it groups "
                    + "others and may not be chosen itself." + below(system, concept))), false);
        }
        if (coded.display() != null && !texts.all().isEmpty() && !texts.has(coded.display())) {
            return new Verdict(false, display, List.of(Issue.error(IssueType.INVALID, FaultCode.INVALID_VALUE, "The display '" + Refusal.cut(coded.display())
                    + "' is not one of '" + coded + "'. " + texts.all().stream().limit(NAMED).map(t -> "'" + t + "'").collect(Collectors.joining(", "))
                    + (texts.all().size() == 1 ? " is." : " are."))), false);
        }
        if (coded.display() != null && texts.all().isEmpty()) {
            remarks.add(warning(FaultCode.INVALID_VALUE, "Whether the display is right is not known: nothing here has a text of '" + coded + "'."));
        }
        if (isAbstract) {
            remarks.add(warning(FaultCode.INVALID_CODE, "'" + coded + "' is abstract: it groups others and is not meant to be chosen itself."));
        }
        if (concept != null ? concept.inactive() : member != null && Boolean.TRUE.equals(member.inactive())) {
            remarks.add(warning(FaultCode.INVALID_CODE, "'" + coded + "' is inactive: it is no longer meant for new entries."));
        }
        return new Verdict(true, display, remarks, open);
    }

    private static String below(CodeSystem system, Concept concept) {
        Set<String> codes = system == null || concept == null ? Set.of() : system.children(concept.code());
        return codes.isEmpty() ? "" : " Below it are " + codes.stream().limit(NAMED).map(c -> "'" + c + "'").collect(Collectors.joining(", ")) + ".";
    }

    private static Verdict refused(FaultCode code, String sentence) {
        return new Verdict(false, null, List.of(Issue.error(IssueType.CODE_INVALID, code, sentence)), false);
    }

    private static Issue warning(FaultCode code, String sentence) {
        return Issue.warning(IssueType.INFORMATIONAL, code, sentence);
    }

    private static Issue otherVersion(Coded coded, CodeSystem current) {
        return warning(FaultCode.UNKNOWN_CODE_SYSTEM, "The version '" + Refusal.cut(coded.version()) + "' of '" + coded.system()
                + "' is not here; version '" + current.canonical().version() + "' was looked at.");
    }

    private static String lacking(String system, CodeSystem current) {
        return current == null ? "there is no CodeSystem '" + system + "'. Store it, or configure a terminology server."
                : "of the CodeSystem '" + system + "' only a part is here. Store it with content 'complete', or configure a terminology server.";
    }

    /** What to send instead: the nearest code of the same system, the same code of another system, all of a few. */
    private String instead(Coded coded, Expansion ofSystem, CodeSystem system, JsonObject valueSet) {
        Set<String> codes = new TreeSet<>();
        ofSystem.codes().keySet().forEach(c -> codes.add(c.code()));
        String near = nearest(coded, system, codes);
        if (!near.isEmpty()) {
            return near;
        }
        Expansion all;
        try {
            all = new ValueSetExpander(content).expandHere(valueSet);
        } catch (org.ketaminerecord.outcome.Fault otherSystems) {
            return few(ofSystem);
        }
        List<Expansion.Code> same = all.codes().keySet().stream().filter(c -> c.code().equals(coded.code())).toList();
        if (!same.isEmpty()) {
            return " It has that code of the system '" + same.getFirst().system() + "'.";
        }
        return few(all);
    }

    private static String few(Expansion expansion) {
        if (expansion.codes().isEmpty() || expansion.codes().size() > NAMED || !expansion.systems().isEmpty()) {
            return "";
        }
        return " It has " + expansion.codes().keySet().stream().map(c -> "'" + (c.system() == null ? "" : c.system() + "|") + c.code() + "'")
                .collect(Collectors.joining(", ")) + ".";
    }

    /** A code that is a few slips away, or the one whose text came with the wrong code. */
    private static String nearest(Coded coded, CodeSystem system, Set<String> codes) {
        String near = Nearest.to(coded.code(), codes).orElse(null);
        if (near == null && system != null && coded.display() != null) {
            near = codes.stream().filter(c -> system.concept(c) != null && Texts.of(null, system, system.concept(c)).has(coded.display())).findFirst().orElse(null);
        }
        if (near == null) {
            return "";
        }
        Concept concept = system == null ? null : system.concept(near);
        return " Did you mean '" + near + "'" + (concept == null || concept.display() == null ? "" : " (" + concept.display() + ")") + "?";
    }
}
