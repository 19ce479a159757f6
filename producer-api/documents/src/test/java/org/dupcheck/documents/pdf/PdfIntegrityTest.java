package org.dupcheck.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.dupcheck.contract.Section;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages that a reader of PDF mends in silence. */
final class PdfIntegrityTest {
    private static final String STREAM = "FlateDecode>>\nstream\n";

    private static RawPdf twoPages() {
        return new RawPdf()
                .compressed()
                .page(RawPdf.text("甲".repeat(30) + REF + "乙丙丁戊"))
                .page(RawPdf.text(REF));
    }

    private static String text(byte[] pdf) {
        return DocumentParser.parse("x.pdf", pdf).sections().stream()
                .map(Section::text)
                .collect(Collectors.joining("\n"));
    }

    private static void assertDamaged(byte[] pdf, String reason) {
        assertThatThrownBy(() -> text(pdf))
                .hasMessageContaining(reason)
                .isInstanceOfSatisfying(
                        UnreadableDocumentException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED));
    }

    @Test
    void aWholeFileIsRead() {
        assertThat(text(twoPages().bytes())).contains(REF);
    }

    /** Every byte of the compressed text: the pages are whole, or the file is refused. */
    @Test
    void noByteOfCompressedTextIsReadAsAnother() {
        byte[] whole = twoPages().bytes();
        String latin = new String(whole, StandardCharsets.ISO_8859_1);
        String right = text(whole);
        int start = latin.indexOf(STREAM) + STREAM.length();
        int end = latin.indexOf("\nendstream", start);
        int refused = 0;
        for (int at = start; at < end; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            try {
                assertThat(text(flipped)).as("byte %d", at).isEqualTo(right);
            } catch (UnreadableDocumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(end - start - 10);
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        byte[] whole = twoPages().bytes();
        assertDamaged(Arrays.copyOf(whole, whole.length - 8), "the mark of its end is missing");
        assertDamaged(Arrays.copyOf(whole, whole.length * 3 / 4), "cut off");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5_000})
    void blanksBehindTheEndAreNoDamage(int blanks) {
        byte[] whole = twoPages().bytes();
        assertThat(text(Arrays.copyOf(whole, whole.length + blanks))).contains(REF);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void pagesThatAreNotThereAreADamage(int count) {
        assertDamaged(twoPages().count(count).bytes(), "it says that it has " + count + " pages, and 2 are there");
    }

    @Test
    void damagedPicturesAndProgramsOfFontsAreNoDamageOfTheText() {
        RawPdf pdf = new RawPdf().page(RawPdf.text(REF));
        pdf.stream("/Type/XObject/Subtype/Image/Width 8/Height 8/Filter/FlateDecode", "no data");
        pdf.stream("/Length1 7/Filter/FlateDecode", "no data");
        pdf.stream("/Type/Metadata/Subtype/XML/Filter/FlateDecode", "no data");
        assertThat(text(pdf.bytes())).isEqualTo(REF);
    }

    @Test
    void aChecksumThatWasLeftOutIsNoDamage() {
        byte[] whole = twoPages().bytes();
        String latin = new String(whole, StandardCharsets.ISO_8859_1);
        int end = latin.indexOf("\nendstream", latin.indexOf(STREAM));
        Arrays.fill(whole, end - 4, end, (byte) 0);
        assertThat(text(whole)).contains(REF);
    }

    /** As programs write it: compressed objects, and encrypted so that anyone may read it. */
    @Test
    void aFileThatAnyoneMayReadIsReadThoughItIsEncrypted() throws IOException {
        byte[] plain = PdfFile.of(List.of(List.of(REF), List.of(REF)));
        assertThat(text(plain)).contains(REF);
        for (int bits : new int[] {40, 128, 256}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (PDDocument document = Loader.loadPDF(plain)) {
                StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", "", new AccessPermission());
                policy.setEncryptionKeyLength(bits);
                document.protect(policy);
                document.save(bytes);
            }
            assertThat(text(bytes.toByteArray())).contains(REF);
        }
    }
}
