package org.ketaminerecord.store;

import com.github.luben.zstd.ZstdDictTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ketaminerecord.demo.DemoClinic;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonWriter;

/**
 * Trains the dictionary that bodies are compressed with, on the courses of the demonstration clinic. A new dictionary
 * gets a new file name and the old ones stay: bodies in databases were written with them.
 *
 * <pre>./mvnw test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=org.ketaminerecord.store.BodyDictionaryTrainer -Dexec.args=body-2.zdict</pre>
 */
public final class BodyDictionaryTrainer {

    private static final int SIZE = 64 * 1024;

    private BodyDictionaryTrainer() {
    }

    public static void main(String[] args) throws IOException {
        List<byte[]> samples = new ArrayList<>();
        for (long seed = 1; seed <= 12; seed++) {
            for (JsonObject bundle : DemoClinic.bundles(seed, LocalDate.of(2026, 1, 1).plusDays(31 * seed))) {
                for (JsonObject entry : bundle.objects("entry")) {
                    samples.add(JsonWriter.bytes(asStored(entry.object("resource"))));
                }
            }
        }
        int total = samples.stream().mapToInt(s -> s.length).sum();
        ZstdDictTrainer trainer = new ZstdDictTrainer(total, SIZE);
        samples.forEach(trainer::addSample);
        Path target = Path.of("src/main/resources/org/ketaminerecord/store", args.length == 0 ? "body-1.zdict" : args[0]);
        Files.write(target, trainer.trainSamples());
        System.out.println(samples.size() + " samples, " + total + " bytes -> " + target);
    }

    /** With the id and meta that the server puts in, and references as it resolves them. */
    private static JsonObject asStored(JsonObject resource) {
        JsonObject copy = new JsonObject().put("resourceType", resource.string("resourceType")).put("id", UUID.randomUUID().toString())
                .put("meta", new JsonObject().put("versionId", "1").put("lastUpdated", "2026-11-21T10:08:09.426Z"));
        resource.forEach((name, value) -> {
            if (!copy.has(name)) {
                copy.append(name, value);
            }
        });
        String text = JsonWriter.text(copy).replaceAll("urn:uuid:", "Patient/");
        return copy.size() == 0 ? copy : (JsonObject) org.ketaminerecord.json.JsonReader.value(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

}
