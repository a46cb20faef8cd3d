package org.ketaminerecord.search.parameter;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.Pair;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/** UCUM units in their canonical form, by the library {@code org.fhir:ucum}; read at the first unit that is asked for. */
public final class Ucum {

    /** The system of UCUM codes. */
    public static final String SYSTEM = "http://unitsofmeasure.org";

    /**
     * How values of a unit become values of its canonical unit: {@code value * factor + offset}.
     *
     * @param unit canonical unit, for example {@code g.m-1.s-2}
     */
    public record Canonical(String unit, BigDecimal factor, BigDecimal offset) {

        /** A value in the canonical unit. */
        public double of(BigDecimal value) {
            return value.multiply(factor).add(offset).round(MathContext.DECIMAL64).doubleValue();
        }
    }

    private static final class Service {
        static final UcumEssenceService INSTANCE = load();
        static final UcumKinds KINDS = UcumKinds.read(() -> UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"));

        private static UcumEssenceService load() {
            try (InputStream in = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
                return new UcumEssenceService(in);
            } catch (UcumException | java.io.IOException e) {
                throw new IllegalStateException("the UCUM library has lost its definitions", e);
            }
        }
    }

    /** UCUM's scales that do not begin at nothing, which the library does not convert. They combine with no other unit. */
    private static final Map<String, Canonical> SCALES = Map.of(
            "Cel", new Canonical("K", BigDecimal.ONE, new BigDecimal("273.15")),
            "[degF]", new Canonical("K", ninths("5"), ninths("2298.35")));

    private static BigDecimal ninths(String value) {
        return new BigDecimal(value).divide(new BigDecimal(9), MathContext.DECIMAL128);
    }

    private static final int MOST = 2000;        // units that callers make up must not fill the heap
    private static final Map<String, Optional<Canonical>> KNOWN = new ConcurrentHashMap<>();

    private Ucum() {
    }

    /** The canonical form of a unit; null when it is not UCUM, or one of the units that nothing but itself compares with. */
    public static Canonical canonical(String code) {
        Optional<Canonical> known = KNOWN.get(code);
        if (known == null) {
            known = Optional.ofNullable(compute(code));
            if (KNOWN.size() < MOST) {
                KNOWN.put(code, known);
            }
        }
        return known.orElse(null);
    }

    private static Canonical compute(String code) {
        if (code.length() > 60) {
            return null;
        }
        if (SCALES.containsKey(code)) {
            return SCALES.get(code);
        }
        try {
            // every unit that is left is linear: two points say all
            synchronized (Service.INSTANCE) {
                UcumKinds kinds = Service.KINDS;
                Set<String> atoms = UcumKinds.atoms(Service.INSTANCE.getModel(), code);
                if (kinds.anySpecial(atoms)) {
                    return null;
                }
                Pair zero = Service.INSTANCE.getCanonicalForm(new Pair(new Decimal("0"), code));
                Pair one = Service.INSTANCE.getCanonicalForm(new Pair(new Decimal("1.000000000000000000000000"), code));
                BigDecimal offset = new BigDecimal(zero.getValue().asDecimal());
                BigDecimal factor = new BigDecimal(one.getValue().asDecimal()).subtract(offset);
                return factor.signum() == 0 ? null : new Canonical(one.getCode() + kinds.arbitrary(atoms), factor, offset);
            }
        } catch (UcumException | RuntimeException notUcum) {
            return null;
        }
    }
}
