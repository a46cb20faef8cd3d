package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.Set;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.store.row.IndexRow;

/** {@code near} of Location (R4 location.html#search): within a distance on the Earth's sphere. */
public enum NearParameter implements ParameterKind {
    INSTANCE;

    private static final double EARTH = 6371.0;      // kilometres

    /** Locations within a distance, in kilometres, of a point, in degrees. */
    public record Near(RegisteredParameter parameter, double latitude, double longitude, double distance)
            implements Match.OfIndex {

        @Override
        public void writeRow(Sql sql, String x) {
            double reach = Math.toDegrees(distance / EARTH);
            sql.add(x).add(".low BETWEEN ").value(latitude - reach).add(" AND ").value(latitude + reach)
                    .add(" AND 2 * ").value(EARTH).add(" * asin(least(1, sqrt(sin(radians(").add(x).add(".low - ").value(latitude)
                    .add(") / 2) ^ 2 + cos(radians(").add(x).add(".low)) * cos(radians(").value(latitude)
                    .add(")) * sin(radians(").add(x).add(".high - ").value(longitude).add(") / 2) ^ 2))) <= ").value(distance);
        }
    }

    @Override
    public String table() {
        return "quantity_index";
    }

    @Override
    public Set<String> modifiers() {
        return Set.of();
    }

    @Override
    public void index(RegisteredParameter p, JsonValue value, String type, IndexSink sink) {
        if (value instanceof JsonObject o && o.get("latitude") instanceof JsonNumber lat && o.get("longitude") instanceof JsonNumber lon) {
            sink.add(new IndexRow.Quantity(p.id(), lat.decimal().doubleValue(), lon.decimal().doubleValue(), null, null, null,
                    null, null, null));
        }
    }

    @Override
    public Match match(RegisteredParameter p, String modifier, List<String> values, RequestBase base) {
        List<Match> anyOf = values.stream().<Match>map(v -> near(p, v)).toList();
        return anyOf.size() == 1 ? anyOf.getFirst() : new Match.Any(anyOf);
    }

    private static Near near(RegisteredParameter p, String raw) {
        List<String> parts = Escapes.split(raw, '|');
        try {
            double latitude = Double.parseDouble(parts.get(0));
            double longitude = Double.parseDouble(parts.get(1));
            double distance = parts.size() > 2 ? Double.parseDouble(parts.get(2)) : 50;
            double unit = parts.size() < 4 ? 1 : switch (parts.get(3)) {
                case "km" -> 1;
                case "m" -> 0.001;
                case "[mi_us]", "[mi_i]", "mi" -> 1.609344;
                default -> throw new NumberFormatException();
            };
            if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && distance >= 0 && parts.size() <= 4) {
                return new Near(p, latitude, longitude, distance * unit);
            }
        } catch (NumberFormatException | IndexOutOfBoundsException notOne) {
            // said below
        }
        throw ParameterKind.invalid(p, raw, "latitude|longitude|distance|unit, for example 42.25|-83.69|11.2|km; units are km, m "
                + "and [mi_us]");
    }

    @Override
    public String order(RegisteredParameter p, String r, boolean descending) {
        return null;
    }
}
