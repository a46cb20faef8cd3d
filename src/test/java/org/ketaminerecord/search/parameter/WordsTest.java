package org.ketaminerecord.search.parameter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketaminerecord.fixture.Given;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.search.parameter.TextIndex.Extent;
import org.ketaminerecord.store.row.FullText;

/** What words are, in texts, queries, markup and resources. */
class WordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "Blood  Pressure;          blood pressure",
        "0.5 mg/kg;                0 5 mg kg",
        "follow-up, 2nd;           follow up 2nd",
        "MÜLLER Weiß;              muller weiss",
        "don't;                    don t",
        "a@b.example;              a b example",
        "痛みabc;                  痛 みabc",
        "日本;                     日 本",
        "()!&|:*<->;               ~~",
    })
    void a_text_is_its_words_folded(String text, String words) {
        StringBuilder to = new StringBuilder();
        Words.append(text, to);
        assertEquals(words, to.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "Pain Relief;              pain relief",
        "follow-up 0.5;            follow,up 0,5",
        "pain -fever;              pain -fever",
        "--pain;                   -pain",
        "- pain;                   pain",
        "-(pain);                  -pain",
        "a-b-c;                    a,b,c",
        "\"back pain\" -\"no show\";  \"back pain\" -\"no show\"",
        "\"back pain;             \"back pain\"",
        "\"a -b\";                \"a b\"",
        "\"\" -\"\" a;            a",
        "-\" \" a;                a",
        "pain OR ache;             pain or ache",
        "pain & !ache | (x:*);     pain ache x",
        "日本;                     日,本",
        "-\";                     ~~",
        "...;                      ~~",
    })
    void a_query_has_quotes_minus_and_or_and_no_other_operators(String value, String query) {
        assertEquals(query, Words.query(value));
    }

    @Test
    void a_long_word_counts_as_its_beginning() {
        StringBuilder to = new StringBuilder();
        Words.append("x".repeat(5000) + " y", to);
        assertEquals("x".repeat(Words.LONGEST) + " y", to.toString());
        assertEquals("x".repeat(Words.LONGEST), Words.query("x".repeat(20_000)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "<div>Pain<br/>gone</div>|                        Pain gone",
        "<p>keta<b>mine</b></p><p>dose</p>|               ketamine  dose",
        "<p title='a > b'>x</p>|                          x",
        "<p>a &lt;b&gt; &amp;c &#229; &#xE5; &nosuch d</p>|  a <b> &c å å  nosuch d",
        "x<!-- hidden <b> -->y|                           xy",
        "x<![CDATA[<y>]]>z|                               x<y>z",
        "x <unclosed|                                     x",
        "x <!-- unclosed|                                 x",
    })
    void markup_is_taken_out(String markup, String text) {
        assertEquals(text.strip(), Markup.text(markup).strip());
    }

    @Test
    void what_is_no_words_makes_no_text_and_equal_words_make_equal_texts() {
        assertNull(TextCollector.of(Given.json("{'resourceType':'Patient','id':'words','active':true,'gender':'female','birthDate':'1980-01-02',"
                + "'identifier':[{'system':'urn:x','value':'secret'}]}"), Extent.ALL));
        assertNull(TextCollector.of(Given.patient("Keller"), Extent.NARRATIVE));
        FullText one = TextCollector.of(Given.observation("1", "8867-4", "2026-01-01", "72", "/min"), Extent.ALL);
        FullText other = TextCollector.of(Given.observation("2", "8867-4", "2026-01-02", "73", "/min"), Extent.ALL);
        assertEquals(one, other);
        JsonObject noted = Given.observation("2", "8867-4", "2026-01-02", "73", "/min").put("note", Given.json("{'n':[{'text':'resting'}]}").array("n"));
        assertNotEquals(one.hash(), TextCollector.of(noted, Extent.ALL).hash());
    }

    @Test
    void a_huge_text_keeps_its_beginning_in_order_and_then_each_new_word_once_within_a_bound() {
        JsonObject note = Given.json("{'resourceType':'Basic','extension':[{'url':'urn:x'}]}");
        StringBuilder text = new StringBuilder("alpha ");
        for (int i = 0; i < 500_000; i++) {
            text.append("again ");
        }
        text.append("omega");
        note.objects("extension").getFirst().put("valueString", text.toString());
        FullText found = TextCollector.of(note, Extent.ALL);
        assertTrue(found.rest().startsWith("alpha again again") && found.rest().endsWith("again omega"));
        assertTrue(found.rest().length() <= TextCollector.IN_ORDER + 10);
    }
}
