package org.ketaminerecord.patch;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Operation;
import org.hl7.fhir.r4.fhirpath.FHIRLexer.FHIRLexerException;
import org.hl7.fhir.r4.model.Base;
import org.ketaminerecord.fhirpath.Exact;
import org.ketaminerecord.fhirpath.PathEngine;
import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.fhirpath.PlaceElement;
import org.ketaminerecord.outcome.Fault;

/**
 * A FHIRPath that selects elements of a resource. HAPI's engine sees the resource's tree through {@link PlaceElement},
 * so that each item of the answer knows where it stands and nothing of the tree is converted.
 *
 * <p>The path comes from outside and only has to find an element, so it may use what selects and compares, not what
 * calculates: with {@code aggregate}, {@code combine}, {@code repeat} or {@code &} twenty characters can make the
 * engine fill the memory, and {@code resolve} would leave the resource (R4 fhirpatch.html).
 */
final class ElementPath {

    /** Longer paths are refused; sensible ones select by two or three criteria. */
    private static final int LONGEST = 1_000;

    private static final Set<Function> FUNCTIONS = EnumSet.of(
            Function.Where, Function.Exists, Function.Empty, Function.Not, Function.Count, Function.All,
            Function.AllTrue, Function.AnyTrue, Function.AllFalse, Function.AnyFalse, Function.Item, Function.First,
            Function.Last, Function.Tail, Function.Skip, Function.Take, Function.Single, Function.OfType,
            Function.As, Function.Is, Function.Extension, Function.HasValue, Function.Children, Function.Descendants,
            Function.StartsWith, Function.EndsWith, Function.Contains, Function.Length, Function.Upper,
            Function.Lower, Function.Substring, Function.IndexOf, Function.Trim, Function.ToString,
            Function.ToInteger, Function.ToBoolean, Function.Today, Function.Now);

    private static final Set<Operation> OPERATORS = EnumSet.of(
            Operation.Equals, Operation.NotEquals, Operation.LessThan, Operation.Greater, Operation.LessOrEqual,
            Operation.GreaterOrEqual, Operation.Is, Operation.As, Operation.And, Operation.Or, Operation.Xor,
            Operation.Implies);

    private final String text;
    private final ExpressionNode expression;

    private ElementPath(String text, ExpressionNode expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * Parses a path.
     *
     * @param at FHIRPath of the patch's operation, for the refusal
     * @throws Fault with reason {@code BAD_REQUEST} when it is not FHIRPath or does more than select
     */
    static ElementPath of(String text, String at) {
        if (text.length() > LONGEST) {
            throw InvalidPatch.malformed(at, "The path is longer than " + LONGEST + " characters. Send a simpler one.");
        }
        ExpressionNode expression;
        try {
            expression = PathEngine.ofPatch().parse(text);
        } catch (FHIRLexerException e) {
            throw notFhirPath(at, ": " + e.getMessage());
        } catch (FHIRException | IndexOutOfBoundsException | NullPointerException | NumberFormatException e) {
            throw notFhirPath(at, "");                            // the parser stumbles over some garbage
        }
        mustOnlySelect(expression, at);
        Exact.literals(expression);
        return new ElementPath(text, expression);
    }

    private static Fault notFhirPath(String at, String why) {
        return InvalidPatch.malformed(at, "The path is not FHIRPath" + why
                + ". Send for example Patient.name.where(use = 'official').family");
    }

    private static void mustOnlySelect(ExpressionNode node, String at) {
        for (ExpressionNode n = node; n != null; n = n.getInner()) {
            if (n.getFunction() != null && !FUNCTIONS.contains(n.getFunction())) {
                throw calculates(at, "the function " + n.getFunction().toCode(),
                        FUNCTIONS.stream().map(Function::toCode));
            }
            if (n.getOperation() != null && !OPERATORS.contains(n.getOperation())) {
                throw calculates(at, "the operator " + n.getOperation().toCode(),
                        OPERATORS.stream().map(Operation::toCode));
            }
            if (n.getGroup() != null) {
                mustOnlySelect(n.getGroup(), at);
            }
            if (n.getParameters() != null) {
                n.getParameters().forEach(p -> mustOnlySelect(p, at));
            }
            if (n.getOpNext() != null) {
                mustOnlySelect(n.getOpNext(), at);
            }
        }
    }

    private static Fault calculates(String at, String what, Stream<String> instead) {
        return InvalidPatch.malformed(at, "The path uses " + what + ", but the path of a patch may only select. "
                + "Use of these: " + instead.sorted().collect(Collectors.joining(", ")) + ".");
    }

    /**
     * The elements that the path selects, in order.
     *
     * @param at FHIRPath of the patch's operation, for the refusal
     * @throws Fault with reason {@code UNPROCESSABLE} when it cannot be evaluated here, or selects what is no element
     */
    List<Place> select(Place resource, PathEngine engine, String at) {
        List<Base> found;
        try {
            found = engine.evaluate(PlaceElement.of(resource), expression);
        } catch (Fault e) {
            throw e;
        } catch (RuntimeException e) {
            // the engine says what it does not like with many types, and in words that can quote the resource
            throw InvalidPatch.inapplicable(at, "The path " + text + " cannot be evaluated on this resource. "
                    + "Send one that compares single values of like types.");
        }
        if (found.stream().anyMatch(item -> PlaceElement.placeOf(item) == null)) {
            throw InvalidPatch.inapplicable(at, "The path " + text + " gives a value that is no element of the "
                    + "resource. Send a path that ends with an element.");
        }
        return found.stream().map(PlaceElement::placeOf).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
