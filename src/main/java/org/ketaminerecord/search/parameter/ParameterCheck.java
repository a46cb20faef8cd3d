package org.ketaminerecord.search.parameter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.definition.SearchParameterType;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;

/** Whether a search parameter of one's own can be indexed and searched by (R4 searchparameter.html). */
public final class ParameterCheck {

    /** What came of it. */
    public sealed interface Verdict {

        /** It can. */
        record Usable() implements Verdict {
        }

        /** R4 has it: the same code finds the same values by the same type of parameter. */
        record SameAsStandard() implements Verdict {
        }

        /** It cannot; each issue names an element and what to send instead. */
        record Refused(List<Issue> issues) implements Verdict {
        }
    }

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final String READ = "This server reads paths such as Patient.name.family, unions (|), as and ofType(), [0], first(), exists(), empty(), "
            + "extension('url'), where(element = 'value' and ...) and where(resolve() is Type).";

    private final ParameterRegistry standard;
    private final SearchParameterDefinition d;
    private final List<Issue> issues = new ArrayList<>();

    private ParameterCheck(ParameterRegistry standard, SearchParameterDefinition d) {
        this.standard = standard;
        this.d = d;
    }

    /** Judges a definition by itself and beside R4's own. */
    public static Verdict of(SearchParameterDefinition definition, ParameterRegistry standard) {
        return new ParameterCheck(standard, definition).verdict();
    }

    private Verdict verdict() {
        List<String> types = types();
        if (issues.isEmpty() && !types.isEmpty() && types.stream().allMatch(this::isStandard)) {
            return new Verdict.SameAsStandard();
        }
        code(types);
        url();
        if (d.type() == SearchParameterType.SPECIAL) {
            wrong("SearchParameter.type", "A parameter of type special means what a server's program makes of it, and a definition cannot say that. Use "
                    + "the type of the values that it finds.");
        } else if (d.expression() == null) {
            wrong("SearchParameter.expression", "A parameter without an expression finds nothing. Send the FHIRPath of its values, for example "
                    + "Patient.extension('http://example.org/eye-colour').value.");
        } else {
            types.forEach(this::expression);
        }
        targets();
        if (d.type() != SearchParameterType.COMPOSITE && !d.components().isEmpty()) {
            wrong("SearchParameter.component", "Only a parameter of type composite has components. Take them out, or set the type to composite.");
        }
        return issues.isEmpty() ? new Verdict.Usable() : new Verdict.Refused(issues.stream().distinct().toList());
    }

    private void wrong(String expression, String diagnostics) {
        issues.add(Issue.error(IssueType.INVALID, FaultCode.INVALID_SEARCH_PARAMETER, diagnostics, expression));
    }

    private List<String> types() {
        Set<String> types = new TreeSet<>();
        for (int i = 0; i < d.base().size(); i++) {
            String base = d.base().get(i);
            if (Definitions.r4().isResourceType(base) || base.equals("Resource") || base.equals("DomainResource")) {
                types.addAll(Definitions.r4().typesOf(base));
            } else {
                wrong("SearchParameter.base[" + i + "]", "'" + base + "' is not a resource type of R4."
                        + Nearest.to(base, Definitions.r4().resourceTypes()).map(n -> " Did you mean " + n + "?").orElse(""));
            }
        }
        if (d.base().isEmpty()) {
            wrong("SearchParameter.base", "A parameter needs the resource types that it is for.");
        }
        return List.copyOf(types);
    }

    private boolean isStandard(String type) {
        RegisteredParameter known = standard.standard(type, d.code());
        if (known == null || known.definition().type() != d.type() || known.path() == null || d.expression() == null) {
            return false;
        }
        try {
            return Set.copyOf(ValuePath.compile(d.expression(), type).chains()).equals(Set.copyOf(known.path().chains()));
        } catch (IllegalArgumentException unread) {
            return false;
        }
    }

    private void code(List<String> types) {
        if (d.code() == null || !CODE.matcher(d.code()).matches()) {
            wrong("SearchParameter.code", "A code is what stands in a search: a letter, then up to 63 letters, digits, hyphens and underscores.");
            return;
        }
        List<String> taken = types.stream().filter(t -> standard.standard(t, d.code()) != null).toList();
        if (!taken.isEmpty()) {
            wrong("SearchParameter.code", "R4 itself defines the parameter '" + d.code() + "' of " + String.join(", ", taken.subList(0, Math.min(3, taken.size())))
                    + (taken.size() > 3 ? " and others" : "") + ", with another meaning. Take another code.");
        }
    }

    private void url() {
        if (d.url() == null) {
            wrong("SearchParameter.url", "A parameter needs a url, by which it is known.");
        } else if (Definitions.r4().parameterByUrl(d.url()) != null) {
            wrong("SearchParameter.url", "This is the url of one of R4's own parameters. Take a url of your own.");
        }
    }

    private void expression(String type) {
        ValuePath path;
        try {
            path = ValuePath.compile(d.expression(), type);
        } catch (IllegalArgumentException unread) {
            wrong("SearchParameter.expression", "The expression is no FHIRPath that can be indexed here. " + READ);
            return;
        }
        if (path.chains().isEmpty()) {
            wrong("SearchParameter.expression", "No branch of the expression is for " + type + ", which is among the bases. Begin one with " + type
                    + ", or take the base out.");
            return;
        }
        Set<String> found = path.types();
        if (found.isEmpty()) {
            wrong("SearchParameter.expression", "The expression leads to no element that R4 defines for " + type + ". Check the names of the elements and "
                    + "the types behind as and ofType.");
        } else if (d.type() == SearchParameterType.COMPOSITE) {
            components(found);
        } else if (found.stream().noneMatch(understood(d.type())::contains)) {
            wrong("SearchParameter.type", "The expression leads to values of type " + String.join(", ", new TreeSet<>(found)) + ", and a parameter of type "
                    + d.type().code() + " reads " + String.join(", ", new TreeSet<>(understood(d.type()))) + ". Change the type or the expression.");
        }
    }

    private void components(Set<String> nodes) {
        if (d.components().size() < 2) {
            wrong("SearchParameter.component", "A composite needs two components.");
            return;
        }
        boolean resolved = true;
        for (int i = 0; i < d.components().size(); i++) {
            SearchParameterDefinition.Component c = d.components().get(i);
            SearchParameterDefinition named = Definitions.r4().parameterByUrl(c.definition());
            String at = "SearchParameter.component[" + i + "]";
            if (named == null || named.type() == SearchParameterType.COMPOSITE || named.type() == SearchParameterType.SPECIAL) {
                resolved = false;
                wrong(at + ".definition", "A component is defined by one of R4's own parameters that is no composite, for example "
                        + "http://hl7.org/fhir/SearchParameter/clinical-code.");
                continue;
            }
            if (i == 0 && named.type() != SearchParameterType.TOKEN) {
                wrong(at + ".definition", "The first component must be a token: composites are found by its code. Put the token first.");
            }
            component(c, named, nodes, at);
        }
        if (resolved && !CompositeParameter.supported(d)) {
            wrong("SearchParameter.component", "Composites of so many components are not indexed here. Send two.");
        }
    }

    private void component(SearchParameterDefinition.Component c, SearchParameterDefinition named, Set<String> nodes, String at) {
        Set<String> found = new HashSet<>();
        try {
            for (String node : nodes) {
                found.addAll(ValuePath.compile(c.expression(), node).types());
            }
        } catch (IllegalArgumentException unread) {
            wrong(at + ".expression", "The expression is no FHIRPath that can be indexed here. " + READ);
            return;
        }
        if (found.stream().noneMatch(understood(named.type())::contains)) {
            wrong(at + ".expression", "From the element of the composite this leads to no value that a parameter of type " + named.type().code()
                    + " reads. It is written from there, without the resource type: code, or value.ofType(Quantity).");
        }
    }

    private void targets() {
        for (int i = 0; i < d.target().size(); i++) {
            if (!Definitions.r4().isResourceType(d.target().get(i))) {
                wrong("SearchParameter.target[" + i + "]", "'" + d.target().get(i) + "' is not a resource type of R4."
                        + Nearest.to(d.target().get(i), Definitions.r4().resourceTypes()).map(n -> " Did you mean " + n + "?").orElse(""));
            }
        }
    }

    /** The types of values that a type of parameter finds something in. */
    static Set<String> understood(SearchParameterType type) {
        return switch (type) {
            case STRING -> Set.of("string", "markdown", "code", "id", "uri", "HumanName", "Address", "CodeableConcept");
            case TOKEN -> Set.of("code", "Coding", "CodeableConcept", "Identifier", "ContactPoint", "boolean", "string", "id", "uri", "canonical", "oid",
                    "uuid", "positiveInt", "unsignedInt", "integer");
            case REFERENCE -> Set.of("Reference", "canonical", "uri");
            case DATE -> Set.of("date", "dateTime", "instant", "Period", "Timing");
            case NUMBER -> Set.of("decimal", "integer", "positiveInt", "unsignedInt", "Range");
            case QUANTITY -> Set.of("Quantity", "Age", "Duration", "Money", "Range", "SampledData", "Count", "Distance");
            case URI -> Set.of("uri", "url", "canonical", "oid", "uuid");
            case SPECIAL, COMPOSITE -> Set.of();
        };
    }
}
