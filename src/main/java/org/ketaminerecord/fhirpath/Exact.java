package org.ketaminerecord.fhirpath;

import java.math.BigDecimal;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Operation;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;

/**
 * Makes HAPI's engine compare numbers rightly. Its equality of decimals takes the zeros off the end of the text, also
 * where there is no point, so that 120 equals 12 (FHIRPathEngine.decEqual in 6.7.9), and a patch would edit the wrong
 * element. So decimals come to it as their shortest text, which it compares literally, and quantities with a point and
 * with one unit.
 */
public final class Exact {

    /** A larger exponent is no measurement, and would be a text of that length. */
    private static final int LARGEST_EXPONENT = 400;

    private Exact() {
    }

    /** The shortest text of a decimal: {@code 120} for {@code 120.0}. */
    static String text(String decimal) {
        BigDecimal number = number(decimal);
        return number == null ? decimal : shortest(number);
    }

    /** The number of a text; null when it is too large or too small to be written out. */
    public static BigDecimal number(String decimal) {
        try {
            BigDecimal number = new BigDecimal(decimal);
            return Math.abs((long) number.scale()) > LARGEST_EXPONENT ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * The quantity with a digit after the point, and its code, where it has one, also for its unit: the engine compares
     * the code for {@code <}, but the unit for {@code >}, which a UCUM literal does not have.
     */
    static Quantity quantity(Quantity quantity) {
        if (quantity.hasValue() && quantity.getValue().scale() < 1) {
            quantity.setValue(quantity.getValue().setScale(1));
        }
        return quantity.hasCode() ? quantity.setUnit(quantity.getCode()) : quantity;
    }

    /** Brings the numbers that are written in a path into the same forms. */
    public static void literals(ExpressionNode node) {
        for (ExpressionNode n = node; n != null; n = n.getInner()) {
            if (n.getConstant() instanceof Quantity q) {
                quantity(q);
            }
            if (n.getOperation() == Operation.Equals || n.getOperation() == Operation.NotEquals) {
                literal(n);
                literal(n.getOpNext());
            }
            if (n.getGroup() != null) {
                literals(n.getGroup());
            }
            if (n.getParameters() != null) {
                n.getParameters().forEach(Exact::literals);
            }
            if (n.getOpNext() != null) {
                literals(n.getOpNext());
            }
        }
    }

    private static void literal(ExpressionNode n) {
        if (n.getConstant() instanceof DecimalType d) {
            n.setConstant(new StringType(shortest(d.getValue())));
        } else if (n.getConstant() instanceof IntegerType i) {
            n.setConstant(new StringType(shortest(BigDecimal.valueOf(i.getValue()))));
        }
    }

    private static String shortest(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
