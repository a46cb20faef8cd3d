package org.ketaminerecord.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ketaminerecord.store.row.IndexRow;

/** An index table: its columns, and how a row becomes their values. The first column is always {@code rid}. */
enum IndexTable {
    COMPARTMENT("compartment_index", List.of("patient bigint!", "low time", "type smallint!"),
            row -> row instanceof IndexRow.Compartment r ? new Object[] {r.patient(), r.low(), r.type()} : null),
    CODE("code_index", List.of("param smallint!", "code text!", "system bigint!", "text text", "patient bigint", "low time", "high time"),
            row -> row instanceof IndexRow.Code r
                    ? new Object[] {r.param(), r.code(), r.system(), r.text(), r.patient(), r.low(), r.high()} : null),
    TOKEN("token_index", List.of("param smallint!", "code text!", "system bigint!", "text text"),
            row -> row instanceof IndexRow.Token r ? new Object[] {r.param(), r.code(), r.system(), r.text()} : null),
    STRING("string_index", List.of("param smallint!", "value text!", "exact bigint!"),
            row -> row instanceof IndexRow.Text r ? new Object[] {r.param(), r.value(), r.exact()} : null),
    DATE("date_index", List.of("param smallint!", "low time!", "high time!"),
            row -> row instanceof IndexRow.Date r ? new Object[] {r.param(), r.low(), r.high()} : null),
    QUANTITY("quantity_index", List.of("param smallint!", "low float8!", "high float8!", "system bigint", "code bigint", "unit bigint",
            "canonical bigint", "canonical_low float8", "canonical_high float8"),
            row -> row instanceof IndexRow.Quantity r ? new Object[] {r.param(), r.low(), r.high(), r.system(), r.code(), r.unit(),
                r.canonical(), r.canonicalLow(), r.canonicalHigh()} : null),
    REFERENCE("reference_index", List.of("param smallint!", "target bigint!"),
            row -> row instanceof IndexRow.Reference r ? new Object[] {r.param(), r.target()} : null),
    COMPOSITE("composite_index", List.of("param smallint!", "code text!", "system bigint!", "code2 text", "system2 bigint", "low float8",
            "high float8", "canonical bigint", "canonical_low float8", "canonical_high float8", "unit text", "from_time time",
            "to_time time"),
            row -> row instanceof IndexRow.Composite r ? new Object[] {r.param(), r.code(), r.system(), r.code2(), r.system2(), r.low(),
                r.high(), r.canonical(), r.canonicalLow(), r.canonicalHigh(), r.unit(), r.from(), r.to()} : null),
    CONSENT("consent_index", List.of("patient bigint!", "path text!", "permit smallint!", "actors text", "clients text", "types text", "labels text",
            "purposes text", "from_time time", "to_time time", "data_from time", "data_to time"),
            row -> row instanceof IndexRow.Consent r ? new Object[] {r.patient(), r.path(), r.permit(), r.actors(), r.clients(), r.types(), r.labels(),
                r.purposes(), r.from(), r.to(), r.dataFrom(), r.dataTo()} : null),
    CONTAINED("contained", List.of("type smallint!", "id text!", "patient bigint", "low time", "high time"),
            row -> row instanceof IndexRow.Contained r ? new Object[] {r.type(), r.id(), r.patient(), r.low(), r.high()} : null);

    private record Column(String name, String type, boolean required) {

        String arrayType() {
            return type.equals("time") ? "bigint" : type;
        }

        String valueType() {
            return type.equals("time") ? "timestamptz" : type;
        }

        String driverType() {
            return switch (type) {
                case "bigint", "time" -> "int8";
                case "smallint" -> "int2";
                default -> type;
            };
        }
    }

    private final String table;
    private final List<Column> columns = new ArrayList<>();
    private final Function<IndexRow, Object[]> values;
    private final String insert;
    private final String delete;
    private final String[] insertFew = new String[FEW + 1];
    private final String[] deleteFew = new String[FEW + 1];
    private final String clear;

    IndexTable(String table, List<String> columns, Function<IndexRow, Object[]> values) {
        this.table = table;
        this.values = values;
        this.columns.add(new Column("rid", "bigint", true));
        for (String c : columns) {
            String[] parts = c.split(" ");
            this.columns.add(new Column(parts[0], parts[1].replace("!", ""), parts[1].endsWith("!")));
        }
        this.insert = insertSql(unnest());
        this.delete = deleteSql(unnest(), true);
        for (int rows = 1; rows <= FEW; rows++) {
            insertFew[rows] = "INSERT INTO " + table + " (" + names(Column::name) + ") VALUES " + tuples(rows);
            deleteFew[rows] = deleteSql("(VALUES " + tuples(rows) + ") AS u(" + names(Column::name) + ")", false);
        }
        this.clear = "DELETE FROM " + table + " WHERE rid = ANY(?)";
    }

    /** Up to so many rows are written by VALUES, which takes a fifth of the time that unnest takes for them. */
    private static final int FEW = 8;

    /** Adds the statement that inserts rows, and its values. */
    void insert(List<Long> rids, List<IndexRow> rows, List<String> statements, List<Object> parameters) {
        add(insertFew, insert, rids, rows, statements, parameters);
    }

    /** Adds the statement that takes out exactly these rows, and its values. */
    void delete(List<Long> rids, List<IndexRow> rows, List<String> statements, List<Object> parameters) {
        add(deleteFew, delete, rids, rows, statements, parameters);
    }

    private void add(String[] few, String many, List<Long> rids, List<IndexRow> rows, List<String> statements, List<Object> parameters) {
        if (rows.size() > FEW) {
            statements.add(many);
            parameters.addAll(columns(rids, rows));
            return;
        }
        statements.add(few[rows.size()]);
        for (int i = 0; i < rows.size(); i++) {
            parameters.add(rids.get(i));
            java.util.Collections.addAll(parameters, values.apply(rows.get(i)));
        }
    }

    /** The rows that are of this table, with the numbers of their resources, as the parameters of unnest. */
    private List<Session.Column> columns(List<Long> rids, List<IndexRow> rows) {
        Object[][] byColumn = new Object[columns.size()][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            byColumn[0][i] = rids.get(i);
            Object[] row = values.apply(rows.get(i));
            for (int c = 0; c < row.length; c++) {
                byColumn[c + 1][i] = row[c] instanceof Instant t ? micros(t) : row[c];
            }
        }
        List<Session.Column> arrays = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            arrays.add(new Session.Column(columns.get(c).driverType(), byColumn[c]));
        }
        return arrays;
    }

    /** True when its rows are of search parameters. */
    boolean ofParameters() {
        return columns.stream().anyMatch(c -> c.name().equals("param"));
    }

    /** Its name. */
    String table() {
        return table;
    }

    /** Takes out all rows of some resources. */
    String clear() {
        return clear;
    }

    /** The table of a row. */
    static IndexTable of(IndexRow row) {
        return switch (row) {
            case IndexRow.Compartment r -> COMPARTMENT;
            case IndexRow.Code r -> CODE;
            case IndexRow.Token r -> TOKEN;
            case IndexRow.Text r -> STRING;
            case IndexRow.Date r -> DATE;
            case IndexRow.Quantity r -> QUANTITY;
            case IndexRow.Reference r -> REFERENCE;
            case IndexRow.Composite r -> COMPOSITE;
            case IndexRow.Contained r -> CONTAINED;
            case IndexRow.Consent r -> CONSENT;
        };
    }

    static Long micros(Instant t) {
        return t == null ? null : t.getEpochSecond() * 1_000_000 + t.getNano() / 1000;
    }

    /**
     * SQL that makes a timestamp of microseconds since 1970; arrays of numbers are read quicker than arrays of dates. PostgreSQL multiplies
     * an interval by a double, which has not all microseconds after the year 2255: seconds and the rest are added apart.
     */
    static String time(String micros) {
        return "TIMESTAMPTZ 'epoch' + " + micros + " / 1000000 * INTERVAL '1 second' + " + micros + " % 1000000 * INTERVAL '1 microsecond'";
    }

    private String insertSql(String rows) {
        return "INSERT INTO " + table + " (" + names(Column::name) + ") SELECT "
                + names(c -> c.type().equals("time") ? time("u." + c.name()) : "u." + c.name()) + " FROM " + rows;
    }

    private String deleteSql(String rows, boolean micros) {
        StringBuilder sql = new StringBuilder("DELETE FROM ").append(table).append(" x USING ").append(rows).append(" WHERE ");
        String and = "";
        for (Column c : columns) {
            String value = micros && c.type().equals("time") ? "(" + time("u." + c.name()) + ")" : "u." + c.name();
            sql.append(and).append("x.").append(c.name()).append(c.required() ? " = " : " IS NOT DISTINCT FROM ").append(value);
            and = " AND ";
        }
        return sql.toString();
    }

    private String unnest() {
        return "unnest(" + names(c -> "?::" + c.arrayType() + "[]") + ") AS u(" + names(Column::name) + ")";
    }

    private String tuples(int rows) {
        String tuple = "(" + names(c -> "?::" + c.valueType()) + ")";
        return String.join(", ", java.util.Collections.nCopies(rows, tuple));
    }

    private String names(Function<Column, String> of) {
        return columns.stream().map(of).collect(java.util.stream.Collectors.joining(", "));
    }
}
