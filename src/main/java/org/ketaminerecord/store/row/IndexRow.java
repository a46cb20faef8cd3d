package org.ketaminerecord.store.row;

import java.time.Instant;

/** One row of the search index, without the number of its resource. Rows are compared to write only differences. */
public sealed interface IndexRow {

    /** The number of the search parameter. */
    short param();

    /** A token: code (never null, may be empty), hash of the system (0 for none), folded text or null. */
    record Token(short param, String code, long system, String text) implements IndexRow {
    }

    /** A token of the parameter by which charts are read, with patient and date of its resource. */
    record Code(short param, String code, long system, String text, Long patient, Instant low, Instant high)
            implements IndexRow {
    }

    /** A folded string or a URI, with the hash of the string as it was. */
    record Text(short param, String value, long exact) implements IndexRow {
    }

    /** A range of time; both ends belong to it. */
    record Date(short param, Instant low, Instant high) implements IndexRow {
    }

    /** A number or a quantity; hashes of system, code and unit where there are any; canonical values for UCUM. */
    record Quantity(short param, double low, double high, Long system, Long code, Long unit, Long canonical,
            Double canonicalLow, Double canonicalHigh) implements IndexRow {
    }

    /** A reference: the number of a local resource, or the negative hash of another URL. */
    record Reference(short param, long target) implements IndexRow {
    }

    /**
     * A composite: a code and, of the second part, the columns that its type uses; the others are null. Of a third part, which
     * is a number, canonicalLow and canonicalHigh: numbers have no canonical unit.
     */
    record Composite(short param, String code, long system, String code2, Long system2, Double low, Double high,
            Long canonical, Double canonicalLow, Double canonicalHigh, String unit, Instant from, Instant to)
            implements IndexRow {
    }

    /** Membership in a patient's compartment that the resource's own row does not say. */
    record Compartment(long patient, Instant low, short type) implements IndexRow {

        @Override
        public short param() {
            return 0;
        }
    }

    /**
     * A provision of a Consent: of which chart, where in the Consent, 1 when it permits and 0 when it denies, and its conditions, where
     * null is any: numbers of actors and of types, clients, labels and purposes with commas between, when it holds, and of when the data is.
     */
    record Consent(long patient, String path, short permit, String actors, String clients, String types, String labels, String purposes,
            Instant from, Instant to, Instant dataFrom, Instant dataTo) implements IndexRow {

        @Override
        public short param() {
            return 0;
        }
    }

    /** What a contained resource has in place of a row of its own. */
    record Contained(short type, String id, Long patient, Instant low, Instant high) implements IndexRow {

        @Override
        public short param() {
            return 0;
        }
    }
}
