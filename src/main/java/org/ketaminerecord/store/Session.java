package org.ketaminerecord.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A connection while it is in use for one unit of work. Counts its statements, which tests hold to. */
public final class Session {

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Around a search, in its own round trip; when the search fails, the first SET is rolled back with it. */
    private static final String PLANNED_ANEW = "SET plan_cache_mode = force_custom_plan; ";
    private static final String KEPT_AGAIN = "; SET plan_cache_mode = force_generic_plan";

    private final Connection connection;
    private final int searchSeconds;
    private int statements;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Session(Connection connection, int searchSeconds) {
        this.connection = connection;
        this.searchSeconds = searchSeconds;
    }

    /** The statements sent so far. */
    public int statements() {
        return statements;
    }

    /**
     * Runs a query whose plan does not depend on its values (by key), so that PostgreSQL may keep the plan.
     */
    public <T> List<T> query(String sql, List<?> values, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return run(statement, values, reader);
        }
    }

    /**
     * Runs a search within the time that searches have.
     *
     * @param settled true when there is only one way to run it, so that its plan is kept; otherwise it is planned
     *                anew with its values, since a kept plan on skewed values can be hundreds of times slower
     */
    public <T> List<T> search(String sql, List<?> values, boolean settled, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(settled ? sql : PLANNED_ANEW + sql + KEPT_AGAIN)) {
            statement.setQueryTimeout(searchSeconds);
            if (settled) {
                return run(statement, values, reader);
            }
            bind(statement, values);
            statements++;
            statement.execute();              // its first result is that of SET, its second the rows
            statement.getMoreResults();
            return rows(statement.getResultSet(), reader);
        }
    }

    /** Does something when the transaction is committed, and not when it is not. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }

    /** Runs several statements in one round trip, the last of which is a query for a number. */
    long executeAndRead(String sql, List<?> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statements++;
            boolean rows = statement.execute();
            while (!rows) {
                rows = statement.getMoreResults();
                if (!rows && statement.getUpdateCount() < 0) {
                    throw new IllegalStateException("the last statement was no query");
                }
            }
            return rows(statement.getResultSet(), row -> row.getLong(1)).getFirst();
        }
    }

    /** Runs a statement, or several with semicolons between them in one round trip. */
    public void execute(String sql, List<?> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            statements++;
            statement.execute();
        }
    }

    private <T> List<T> run(PreparedStatement statement, List<?> values, RowReader<T> reader) throws SQLException {
        bind(statement, values);
        statements++;
        return rows(statement.executeQuery(), reader);
    }

    private static <T> List<T> rows(ResultSet open, RowReader<T> reader) throws SQLException {
        try (ResultSet rows = open) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    private void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            int at = i + 1;
            switch (values.get(i)) {
                case null -> statement.setObject(at, null);
                case String s -> statement.setString(at, s);
                case Long n -> statement.setLong(at, n);
                case Integer n -> statement.setInt(at, n);
                case Short n -> statement.setShort(at, n);
                case Double d -> statement.setDouble(at, d);
                case Boolean b -> statement.setBoolean(at, b);
                case byte[] b -> statement.setBytes(at, b);
                case Instant t -> statement.setObject(at, OffsetDateTime.ofInstant(t, ZoneOffset.UTC));
                case long[] a -> statement.setArray(at, connection.createArrayOf("int8", toObjects(a)));
                case String[] a -> statement.setArray(at, connection.createArrayOf("text", a));
                case Column c -> statement.setArray(at, connection.createArrayOf(c.sqlType(), c.typed()));
                default -> throw new IllegalArgumentException(values.get(i).getClass().getName());
            }
        }
    }

    private static Long[] toObjects(long[] a) {
        Long[] boxed = new Long[a.length];
        for (int i = 0; i < a.length; i++) {
            boxed[i] = a[i];
        }
        return boxed;
    }

    /** A column of values for unnest. */
    record Column(String sqlType, Object[] values) {

        /** As an array of its own class: the driver sends only those in binary. */
        Object[] typed() {
            return switch (sqlType) {
                case "int8" -> Arrays.copyOf(values, values.length, Long[].class);
                case "int4" -> Arrays.copyOf(values, values.length, Integer[].class);
                case "int2" -> Arrays.copyOf(values, values.length, Short[].class);
                case "float8" -> Arrays.copyOf(values, values.length, Double[].class);
                case "bool" -> Arrays.copyOf(values, values.length, Boolean[].class);
                case "text" -> Arrays.copyOf(values, values.length, String[].class);
                case "bytea" -> values;
                default -> throw new IllegalArgumentException(sqlType);
            };
        }
    }
}
