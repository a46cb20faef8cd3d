package org.ketaminerecord.search.differential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.ketaminerecord.definition.SearchParameterDefinition;
import org.ketaminerecord.fixture.Fhir;
import org.ketaminerecord.search.differential.Condition.Piece;

/** Values to search by, made from values of the data: the same, the next ones, and the same said otherwise. */
record RandomValue(Draw draw) {

    /** A value for the parameter near one of the data, or null when the modifier cannot go with it. */
    Piece of(SearchParameterDefinition p, String modifier, Base v) {
        return switch (p.type()) {
            case DATE -> new Piece(prefix(), List.of(date(v)));
            case NUMBER -> new Piece(prefix(), List.of(number(PlainAmount.of(v))));
            case QUANTITY -> quantity(v);
            case STRING -> string(v, modifier);
            case TOKEN -> p.code().equals("_id") ? new Piece("", List.of(PlainSearch.codes(v).getFirst().code())) : token(v, modifier);
            case REFERENCE -> reference(v, modifier);
            case URI -> uri(((PrimitiveType<?>) v).getValueAsString());
            case SPECIAL -> near((Location.LocationPositionComponent) v);
            case COMPOSITE -> throw new IllegalArgumentException(p.code());
        };
    }

    /** A value for a part of a composite, which must be one that it takes. */
    Piece part(SearchParameterDefinition p, Base v) {
        if (v instanceof Reference r) {
            return new Piece("", List.of(r.hasReference() ? PlainSearch.asWritten(r) : "x"));
        }
        if (v instanceof Enumeration<?> e) {
            return new Piece("", List.of(e.getValueAsString()));
        }
        return switch (p.type()) {
            case TOKEN -> {
                List<PlainSearch.Code> codes = v == null ? List.of() : PlainSearch.codes(v).stream().filter(c -> c.code() != null).toList();
                PlainSearch.Code one = codes.isEmpty() ? new PlainSearch.Code(null, draw.of("a", "b", "1")) : draw.from(codes);
                yield new Piece("", draw.oneIn(2) || "*".equals(one.system()) ? List.of(one.code()) : List.of(one.system() == null ? "" : one.system(), one.code()));
            }
            case QUANTITY -> v == null ? new Piece(prefix(), List.of("5.4")) : quantity(v);
            case DATE -> new Piece(prefix(), List.of(v == null ? "2021" : date(v)));
            case STRING -> v == null ? new Piece("", List.of("k")) : string(v, "");
            case REFERENCE -> new Piece("", List.of("x"));
            default -> throw new IllegalArgumentException(p.code());
        };
    }

    private String prefix() {
        return draw.of("", "", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");
    }

    private String date(Base v) {
        PlainRange range = PlainRange.of(v);
        if (range == null) {
            return "2021";
        }
        List<Instant> ends = new ArrayList<>();
        for (Instant i : new Instant[] {range.from(), range.before()}) {
            if (i != null) {
                ends.addAll(List.of(i, i, i.minus(1, ChronoUnit.MICROS), i.plus(1, ChronoUnit.MICROS), i.minusSeconds(1), i.plusSeconds(86400)));
            }
        }
        if (v instanceof BaseDateTimeType d && draw.oneIn(3)) {
            return d.getValueAsString();
        }
        Instant at = draw.from(ends);
        ZoneOffset zone = draw.of(ZoneOffset.UTC, ZoneOffset.UTC, ZoneOffset.ofHours(2), ZoneOffset.ofHours(-5));
        String text = at.atOffset(zone).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS"));
        String offset = zone == ZoneOffset.UTC ? draw.of("Z", "", "+00:00") : zone.getId();
        return switch (draw.below(7)) {
            case 0 -> text.substring(0, 4);
            case 1 -> text.substring(0, 7);
            case 2 -> text.substring(0, 10);
            case 3 -> text.substring(0, 16) + offset;
            case 4 -> text.substring(0, 19) + offset;
            case 5 -> text.substring(0, 23) + offset;
            default -> text + offset;
        };
    }

    private String number(PlainAmount a) {
        BigDecimal n = a == null ? new BigDecimal("5.4") : a.low() == null ? a.high() : a.high() == null || draw.oneIn(2) ? a.low() : a.high();
        BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(-2, n.scale()));
        return switch (draw.below(8)) {
            case 0 -> n.add(step).toPlainString();
            case 1 -> n.subtract(step).toPlainString();
            case 2 -> n.setScale(Math.max(0, n.scale() - 1), java.math.RoundingMode.HALF_UP).toPlainString();
            case 3 -> n.toPlainString().contains(".") ? n.toPlainString() + "0" : n.toPlainString() + ".0";
            case 4 -> n.add(step.movePointLeft(1)).toPlainString();
            case 5 -> draw.of("1e2", "5e0", "5.4e3", "100", "5", "-5", "0", "1E-2");
            default -> n.toPlainString();
        };
    }

    private Piece quantity(Base v) {
        PlainAmount a = PlainAmount.of(v);
        if (a == null) {
            return new Piece(prefix(), List.of("5.4"));
        }
        if (draw.oneIn(3)) {
            a = a.canonical();
        }
        String number = number(a);
        String code = a.code() == null ? a.unit() : a.code();
        if (code == null || draw.oneIn(4)) {
            return new Piece(prefix(), List.of(number));
        }
        return new Piece(prefix(), List.of(number, a.system() == null || draw.oneIn(3) ? "" : a.system(), draw.oneIn(10) ? draw.of("g", "kg", "Cel", "words") : code));
    }

    private Piece string(Base v, String modifier) {
        List<String> all = PlainSearch.strings(v).stream().filter(s -> !s.isBlank()).toList();
        if (all.isEmpty()) {
            return new Piece("", List.of("k"));
        }
        String s = draw.from(all);
        int points = s.codePointCount(0, s.length());
        int start = modifier.equals("contains") ? draw.below(points) : 0;
        int end = draw.oneIn(3) || modifier.equals("exact") && !draw.oneIn(4) ? points : start + 1 + draw.below(points - start);
        String piece = s.substring(s.offsetByCodePoints(0, start), s.offsetByCodePoints(0, end));
        piece = switch (draw.below(5)) {
            case 0 -> piece.toUpperCase(Locale.ROOT);
            case 1 -> piece.toLowerCase(Locale.ROOT);
            case 2 -> piece.replace("é", "e").replace("ö", "o").replace("K", "Ḱ");
            default -> piece;
        };
        return new Piece("", List.of(PlainSearch.folded(piece).isEmpty() ? s : piece));
    }

    private Piece token(Base v, String modifier) {
        if (modifier.equals("text")) {
            List<String> words = PlainSearch.words(v);
            return words.isEmpty() ? null : string(new org.hl7.fhir.r4.model.StringType(draw.from(words)), "");
        }
        if (modifier.equals("of-type")) {
            List<Coding> types = v instanceof Identifier i ? i.getType().getCoding().stream().filter(c -> c.hasCode() && c.hasSystem()).toList() : List.of();
            return types.isEmpty() ? null : new Piece("", List.of(draw.from(types).getSystem(), draw.from(types).getCode(), ((Identifier) v).getValue()));
        }
        List<PlainSearch.Code> codes = PlainSearch.codes(v);
        PlainSearch.Code c = codes.isEmpty() ? new PlainSearch.Code(null, "a") : draw.from(codes);
        String system = c.system() == null || c.system().equals("*") ? "" : c.system();
        String code = c.code() == null ? "b" : c.code();
        boolean concept = v instanceof Coding || v instanceof CodeableConcept || v instanceof Identifier;
        return new Piece("", switch (draw.below(6)) {
            case 0 -> List.of(system, code);
            case 1 -> system.isEmpty() ? List.of(code) : List.of(system, "");
            case 2 -> concept ? List.of("", code) : List.of(code);
            case 3 -> List.of(draw.of("urn:s:a", "http://s.example/c"), code);
            case 4 -> List.of(code.toUpperCase(Locale.ROOT));
            default -> List.of(code);
        });
    }

    private Piece reference(Base v, String modifier) {
        if (modifier.equals("identifier")) {
            Identifier i = v instanceof Reference r ? r.getIdentifier() : new Identifier();
            return i.hasValue() ? new Piece("", List.of(i.hasSystem() ? i.getSystem() : "", i.getValue())) : null;
        }
        String stored = v instanceof Reference r ? r.getReference() : ((PrimitiveType<?>) v).getValueAsString();
        if (stored == null || stored.startsWith("#")) {
            return modifier.isEmpty() ? new Piece("", List.of("Patient/nobody")) : null;
        }
        String local = v instanceof Reference ? PlainRecord.local(stored) : null;
        if (local == null) {
            return modifier.isEmpty() ? new Piece("", List.of(draw.oneIn(2) ? stored : stored.replaceFirst("\\|.*", ""))) : null;
        }
        String id = local.substring(local.indexOf('/') + 1);
        return new Piece("", List.of(!modifier.isEmpty() ? id : draw.of(id, local, Fhir.base() + "/" + local)));
    }

    private Piece uri(String stored) {
        int slash = stored.lastIndexOf('/');
        return new Piece("", List.of(draw.of(stored, stored, slash > 8 ? stored.substring(0, slash) : stored, slash > 8 ? stored.substring(0, slash + 1) : stored, stored + "/c")));
    }

    private Piece near(Location.LocationPositionComponent at) {
        double lat = at.getLatitude().doubleValue() + draw.of(0.0, 0.05, -0.01);
        double lon = at.getLongitude().doubleValue() + draw.of(0.0, 0.03, -0.04);
        return new Piece("", List.of(String.valueOf(Math.clamp(lat, -90, 90)), String.valueOf(Math.clamp(lon, -180, 180)), draw.of("1", "5.05", "12", "30", "5100"), draw.of("km", "m", "mi")));
    }
}
