package org.ketaminerecord.search.differential;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.SampledData;

/** A number, or numbers between two, perhaps with a unit; null is an open end (R4 search.html#quantity). */
record PlainAmount(BigDecimal low, BigDecimal high, String system, String code, String unit) {

    private static final String PRESSURE = "g.m-1.s-2";       // UCUM's base of mass is the gram
    static final String UCUM = "http://unitsofmeasure.org";

    private record Scale(String canonical, String factor, String offset) {
    }

    private static final Map<String, Scale> SCALES = Map.of("kg", new Scale("g", "1000", "0"), "g", new Scale("g", "1", "0"),
            "mg", new Scale("g", "0.001", "0"), PRESSURE, new Scale(PRESSURE, "1", "0"), "Pa", new Scale(PRESSURE, "1000", "0"),
            "mm[Hg]", new Scale(PRESSURE, "133322", "0"), "K", new Scale("K", "1", "0"), "Cel", new Scale("K", "1", "273.15"),
            "min", new Scale("s", "60", "0"), "s", new Scale("s", "1", "0"));

    /** What an element stands for; null when it has no number. */
    static PlainAmount of(Base value) {
        return switch (value) {
            case DecimalType d -> new PlainAmount(d.getValue(), d.getValue(), null, null, null);
            case IntegerType i -> new PlainAmount(new BigDecimal(i.getValue()), new BigDecimal(i.getValue()), null, null, null);
            case Quantity q when q.hasValue() -> {
                String comparator = q.hasComparator() ? q.getComparator().toCode() : "";
                yield new PlainAmount(comparator.startsWith("<") ? null : q.getValue(), comparator.startsWith(">") ? null : q.getValue(),
                        q.getSystem(), q.getCode(), q.getUnit());
            }
            case Range r when r.getLow().hasValue() || r.getHigh().hasValue() -> {
                Quantity unit = r.hasLow() ? r.getLow() : r.getHigh();
                yield new PlainAmount(r.getLow().getValue(), r.getHigh().getValue(), unit.getSystem(), unit.getCode(), unit.getUnit());
            }
            case SampledData s when s.hasLowerLimit() && s.hasUpperLimit() -> new PlainAmount(s.getLowerLimit(), s.getUpperLimit(),
                    s.getOrigin().getSystem(), s.getOrigin().getCode(), s.getOrigin().getUnit());
            case Money m when m.hasValue() -> new PlainAmount(m.getValue(), m.getValue(), "urn:iso:std:iso:4217", m.getCurrency(), null);
            default -> null;
        };
    }

    /** The amount in the unit that all of its kind can be had in; itself when that is not known. */
    PlainAmount canonical() {
        Scale s = UCUM.equals(system) && code != null ? SCALES.get(code) : null;
        return s == null ? this : new PlainAmount(convert(s, low), convert(s, high), UCUM, s.canonical, s.canonical);
    }

    private static BigDecimal convert(Scale s, BigDecimal value) {
        return value == null ? null : value.multiply(new BigDecimal(s.factor)).add(new BigDecimal(s.offset));
    }

    /** R4 search.html#prefix on {@code number}, {@code number|system|code} or {@code number||code}. */
    boolean compares(String prefix, List<String> parts) {
        BigDecimal number = new BigDecimal(parts.getFirst());
        BigDecimal half = new BigDecimal(java.math.BigInteger.ONE, number.scale()).divide(BigDecimal.TWO);
        BigDecimal slack = prefix.equals("ap") ? half.max(number.abs().movePointLeft(1)) : half;      // a tenth of the stated value
        BigDecimal from = number.subtract(slack);
        BigDecimal before = number.add(slack);
        String wantedSystem = parts.size() < 3 ? "" : parts.get(1);
        String wantedCode = parts.size() < 3 ? "" : parts.get(2);
        Scale s = wantedSystem.equals(UCUM) ? SCALES.get(wantedCode) : null;
        if (s != null) {
            PlainAmount same = canonical();
            return UCUM.equals(same.system) && s.canonical.equals(same.code)
                    && same.compares(prefix, convert(s, number), convert(s, from), convert(s, before));
        }
        boolean unitMeant = wantedCode.isEmpty() || (wantedSystem.isEmpty() ? wantedCode.equals(code) || wantedCode.equals(unit)
                : wantedCode.equals(code) && wantedSystem.equals(system));
        return unitMeant && compares(prefix, number, from, before);
    }

    private boolean compares(String prefix, BigDecimal number, BigDecimal from, BigDecimal before) {
        boolean within = low != null && high != null && low.compareTo(from) >= 0 && high.compareTo(before) < 0;
        boolean above = high == null || high.compareTo(number) > 0;
        boolean below = low == null || low.compareTo(number) < 0;
        return switch (prefix) {
            case "", "eq" -> within;
            case "ne" -> !within;
            case "gt" -> above;
            case "lt" -> below;
            case "ge" -> above || within;
            case "le" -> below || within;
            case "sa" -> low != null && low.compareTo(number) > 0;
            case "eb" -> high != null && high.compareTo(number) < 0;
            case "ap" -> (low == null || low.compareTo(before) < 0) && (high == null || high.compareTo(from) >= 0);
            default -> throw new IllegalArgumentException(prefix);
        };
    }
}
