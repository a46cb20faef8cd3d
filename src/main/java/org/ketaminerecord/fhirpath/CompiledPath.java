package org.ketaminerecord.fhirpath;

import java.util.List;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.model.Base;
import org.ketaminerecord.outcome.Fault;

/** An expression that was read once and is evaluated often, on any thread. */
public final class CompiledPath {

    /** The truth of a rule: an expression that is empty decides nothing and counts as met. */
    public enum Truth { TRUE, FALSE, UNDECIDED }

    private final String text;
    private final ExpressionNode node;

    private CompiledPath(String text, ExpressionNode node) {
        this.text = text;
        this.node = node;
    }

    /** Reads an expression; one that cannot be read is undecided wherever it is asked. */
    public static CompiledPath of(String text) {
        try {
            ExpressionNode node = PathEngine.ofPatch().parse(text);
            Exact.literals(node);
            return new CompiledPath(text, node);
        } catch (RuntimeException e) {
            return new CompiledPath(text, null);
        } catch (Exception e) {
            return new CompiledPath(text, null);
        }
    }

    /** The expression as it was written. */
    public String text() {
        return text;
    }

    /**
     * Whether a rule holds of an element.
     *
     * @param root     the outermost resource
     * @param resource the resource that the element is in
     * @param place    the element
     */
    public Truth holds(PathEngine engine, Place root, Place resource, Place place) {
        if (node == null) {
            return Truth.UNDECIDED;
        }
        try {
            engine.restart();
            Base focus = PlaceElement.of(place);
            List<Base> found = engine.evaluate(null, place == resource ? focus : PlaceElement.of(resource), PlaceElement.of(root), focus, node);
            return engine.convertToBoolean(found) ? Truth.TRUE : Truth.FALSE;
        } catch (Fault e) {
            return Truth.UNDECIDED;
        } catch (RuntimeException e) {
            return Truth.UNDECIDED;
        }
    }
}
