package org.ketaminerecord.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The committed file is what the generator makes. */
class BaseDefinitionsTest {

    @Test
    void the_file_is_the_generated_one() throws IOException {
        assertEquals(new BaseDefinitionsGenerator().generate(), Files.readString(BaseDefinitionsGenerator.TARGET));
    }
}
