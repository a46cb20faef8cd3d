package org.ketaminerecord.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What is ordered for one session. */
sealed interface Dose {

    /** By body weight. */
    record PerKilogram(BigDecimal mgPerKg) implements Dose {
    }

    /** The same for every weight, in so many units (spray devices, troches, or 1). */
    record Fixed(long mg, int units) implements Dose {
    }

    static Dose mgPerKg(String value) {
        return new PerKilogram(new BigDecimal(value));
    }

    static Dose devices(int count) {
        return new Fixed(28L * count, count);
    }

    static Dose mg(long mg) {
        return new Fixed(mg, 1);
    }

    /** The milligrams for a body weight, to a tenth. */
    default BigDecimal mg(BigDecimal weight) {
        return switch (this) {
            case PerKilogram p -> p.mgPerKg.multiply(weight).setScale(1, RoundingMode.HALF_UP);
            case Fixed f -> BigDecimal.valueOf(f.mg);
        };
    }

    /** As a clinician writes it. */
    default String words() {
        return switch (this) {
            case PerKilogram p -> p.mgPerKg + " mg/kg";
            case Fixed f -> f.mg + " mg";
        };
    }
}
