package org.ketaminerecord.jmh;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ketaminerecord.demo.DemoClinic;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.search.parameter.ParameterRegistry;
import org.ketaminerecord.search.parameter.ResourceIndexer;
import org.ketaminerecord.store.row.IndexEntry;
import org.ketaminerecord.validation.StructureCheck;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a write costs in the server before the database is asked: reading JSON, checking it, extracting the index rows,
 * writing it. Over the Observations of one course of the demonstration clinic, one after the other.
 *
 * <pre>./mvnw -P jmh -DskipTests package exec:exec</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ResourceBenchmark {

    private final List<byte[]> bytes = new ArrayList<>();
    private final List<JsonObject> trees = new ArrayList<>();
    private ResourceIndexer indexer;
    private int at;

    @Setup
    public void course() {
        for (JsonObject entry : DemoClinic.bundles(1, LocalDate.of(2026, 11, 1)).get(1).objects("entry")) {
            JsonObject resource = entry.object("resource");
            if (resource.string("resourceType").equals("Observation")) {
                bytes.add(JsonWriter.bytes(resource));
                trees.add(resource);
            }
        }
        short[] number = {0};
        indexer = new ResourceIndexer(new ParameterRegistry((type, code) -> ++number[0]));
    }

    private int next() {
        at = at + 1 == bytes.size() ? 0 : at + 1;
        return at;
    }

    @Benchmark
    public JsonObject parse() {
        return JsonReader.object(bytes.get(next()));
    }

    @Benchmark
    public Object check() {
        return StructureCheck.checkInTransaction(trees.get(next()), "Observation");
    }

    @Benchmark
    public IndexEntry index() {
        return indexer.index(trees.get(next()), 1, (type, id) -> 7);
    }

    @Benchmark
    public byte[] write() {
        return JsonWriter.bytes(trees.get(next()));
    }
}
