package org.ketaminerecord.fhirpath;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Operation;
import org.hl7.fhir.r4.fhirpath.FHIRLexer.FHIRLexerException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.ketaminerecord.json.JsonBoolean;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/**
 * A FHIRPath expression that calculates, as forms have them (SDC expressions.html). It comes from outside, so it may not
 * use what makes much of little: texts and numbers can be doubled only a few times, and nothing outside of the
 * variables is reached.
 */
public final class Expression {

    private static final int LONGEST = 4_000;
    /** Each can double what it works on; so many make of a short text less than a megabyte. */
    private static final int MOST_DOUBLINGS = 16;
    private static final int MOST_VALUES = 1_000;
    private static final int LONGEST_VALUE = 64 * 1024;

    private static final Set<Function> LEFT_OUT = EnumSet.of(Function.Matches, Function.MatchesFull, Function.ReplaceMatches, Function.Replace,
            Function.Combine, Function.MemberOf, Function.Trace, Function.DefineVariable, Function.Check, Function.Resolve, Function.ConformsTo,
            Function.Power, Function.Exp, Function.HtmlChecks1, Function.HtmlChecks2, Function.hasTemplateIdOf, Function.Encode, Function.Decode,
            Function.Escape, Function.Unescape);
    private static final Set<Operation> DOUBLING = EnumSet.of(Operation.Plus, Operation.Concatenate, Operation.Times);

    private final String text;
    private final ExpressionNode node;

    /** The score of an answer, which the function {@code ordinal()} (of SDC; {@code weight()} since) asks for. */
    @FunctionalInterface
    public interface Ordinals {

        /** The score of a coding in an answer of an item, or null. */
        BigDecimal of(String linkId, String system, String code);
    }

    /** A value that an expression gave, or that a variable holds. */
    public static final class Value {

        private final Base base;

        private Value(Base base) {
            this.base = base;
        }

        /** A whole resource. */
        public static Value of(JsonObject resource) {
            return new Value(PlaceElement.of(Place.of(resource)));
        }

        /** A text. */
        public static Value of(String text) {
            return new Value(new StringType(text));
        }

        /** The name of its FHIR type: {@code Patient}, {@code HumanName}, {@code date}. */
        public String type() {
            Place place = PlaceElement.placeOf(base);
            return place != null ? place.type().name() : base.fhirType();
        }

        /** Its JSON; of a primitive without a value null. Not to be changed. */
        public JsonValue json() {
            Place place = PlaceElement.placeOf(base);
            if (place != null) {
                return place.content().value();
            }
            if (base instanceof Quantity q) {
                JsonObject json = new JsonObject().put("value", new JsonNumber(q.getValue().stripTrailingZeros().toPlainString()));
                return json.put("unit", q.getUnit()).put("system", q.getSystem()).put("code", q.getCode());
            }
            String primitive = base.primitiveValue();
            return switch (base.fhirType()) {
                case "integer", "decimal", "positiveInt", "unsignedInt" -> new JsonNumber(primitive);
                case "boolean" -> JsonBoolean.of(Boolean.parseBoolean(primitive));
                default -> primitive == null ? null : new JsonString(primitive);
            };
        }

        /** The text of a primitive, or null. */
        public String text() {
            return switch (json()) {
                case JsonString s -> s.value();
                case JsonNumber n -> n.text();
                case JsonBoolean b -> Boolean.toString(b.value());
                case null, default -> null;
            };
        }
    }

    /**
     * What an expression sees.
     *
     * @param resource  {@code %resource}
     * @param focus     where it starts, an element of the resource; null for the resource
     * @param variables by name, without the percent sign
     * @param ordinals  scores of answers
     */
    public record Scope(Value resource, Value focus, Map<String, List<Value>> variables, Ordinals ordinals) {
    }

    private Expression(String text, ExpressionNode node) {
        this.text = text;
        this.node = node;
    }

    /**
     * Parses an expression.
     *
     * @param at FHIRPath of the element that holds it, for the refusal
     * @throws Fault with reason {@code UNPROCESSABLE} when it is not FHIRPath, or does what is not done here
     */
    public static Expression of(String text, String at) {
        if (text.length() > LONGEST) {
            throw invalid(at, "The expression is longer than " + LONGEST + " characters. Use variables.");
        }
        PathEngine engine = PathEngine.ofPatch();
        engine.setHostServices(new FormServices(new Scope(null, null, Map.of(), null)));
        ExpressionNode node;
        try {
            node = engine.parse(text);
        } catch (FHIRLexerException e) {
            throw invalid(at, "The expression is not FHIRPath: " + e.getMessage() + ".");
        } catch (FHIRException | IndexOutOfBoundsException | NullPointerException | NumberFormatException e) {
            throw invalid(at, "The expression is not FHIRPath.");   // the parser stumbles over some garbage
        }
        if (mustBeModest(node, at) > MOST_DOUBLINGS) {
            throw invalid(at, "The expression has more than " + MOST_DOUBLINGS + " of the operators +, & and *. Use variables.");
        }
        Exact.literals(node);
        return new Expression(text, node);
    }

    /** Refuses what is left out; the number of operators that can double something. */
    private static int mustBeModest(ExpressionNode node, String at) {
        int doublings = 0;
        for (ExpressionNode n = node; n != null; n = n.getInner()) {
            if (n.getFunction() != null && LEFT_OUT.contains(n.getFunction())) {
                throw invalid(at, "The expression uses the function " + n.getFunction().toCode() + "(), which is not evaluated here.");
            }
            if (n.getFunction() == Function.Repeat && n.getParameters().stream().anyMatch(p -> p.getKind() != Kind.Name || p.getName().startsWith("$")
                    || p.getInner() != null || p.getOperation() != null)) {
                throw invalid(at, "The expression repeats more than a step down. Use the name of an element in repeat(), such as repeat(item).");
            }
            if (n.getFunction() == Function.Aggregate && n.getParameters().getFirst().toString().split("\\$total", -1).length > 2) {
                throw invalid(at, "The expression uses $total twice in aggregate(). Use it once.");
            }
            if (n.getOperation() == Operation.MemberOf) {
                throw invalid(at, "The expression uses the operator memberOf, which is not evaluated here.");
            }
            doublings += n.getOperation() != null && DOUBLING.contains(n.getOperation()) ? 1 : 0;
            doublings += n.getGroup() == null ? 0 : mustBeModest(n.getGroup(), at);
            doublings += n.getOpNext() == null ? 0 : mustBeModest(n.getOpNext(), at);
            for (ExpressionNode p : n.getParameters() == null ? List.<ExpressionNode>of() : n.getParameters()) {
                doublings += mustBeModest(p, at);
            }
        }
        return doublings;
    }

    /**
     * The values that it gives, in order.
     *
     * @param at FHIRPath of the element that holds it, for the refusal
     * @throws Fault with reason {@code UNPROCESSABLE} when it cannot be evaluated
     */
    public List<Value> evaluate(Scope scope, String at) {
        PathEngine engine = PathEngine.ofPatch();
        engine.setHostServices(new FormServices(scope));
        Base resource = scope.resource().base;
        Base focus = scope.focus() == null ? resource : scope.focus().base;
        List<Base> found;
        try {
            found = engine.evaluate(scope, resource, resource, focus, node);
        } catch (Fault e) {
            throw e;
        } catch (RuntimeException e) {
            // in words of the engine, which can quote the resource
            throw invalid(at, "The expression " + text + " cannot be evaluated. Use the variables that the form declares, and single values of like types.");
        }
        List<Value> values = new ArrayList<>(found.stream().map(Value::new).toList());
        values.removeIf(v -> v.json() == null);
        if (values.size() > MOST_VALUES || values.stream().anyMatch(v -> v.text() != null && v.text().length() > LONGEST_VALUE)) {
            throw Fault.at(Reason.UNPROCESSABLE, IssueType.TOO_COSTLY, FaultCode.TOO_COSTLY, at, "The expression gives too much. Select what is wanted.");
        }
        return values;
    }

    /** The elements of a value with a name, for the focus of other expressions. */
    public static List<Value> children(Value value, String name) {
        Place place = PlaceElement.placeOf(value.base);
        return place == null ? List.of() : place.children(name).stream().map(p -> new Value(PlaceElement.of(p))).collect(Collectors.toList());
    }

    static List<Base> bases(List<Value> values) {
        return values.stream().map(v -> v.base).toList();
    }

    private static Fault invalid(String at, String diagnostics) {
        return Fault.at(Reason.UNPROCESSABLE, IssueType.INVALID, FaultCode.INVALID_EXPRESSION, at, diagnostics);
    }

    @Override
    public String toString() {
        return text;
    }
}
