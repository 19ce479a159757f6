package org.dupcheck.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BarChartTest {
    @Test
    void thereIsABarForEachValueAndAsHighAsIt() throws Exception {
        BarChart chart = new BarChart("a < b & c", List.of("all", "mixed"));
        chart.add("one", Map.of("all", 1.0, "mixed", 0.5));
        chart.add("other", Map.of("all", 0.25));
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("a < b & c", "all", "mixed", "one", "other", "1.000", "0.500", "0.250");
        NodeList rectangles = svg.getElementsByTagName("rect");
        // the background, three bars, two of the legend
        assertThat(rectangles.getLength()).isEqualTo(6);
        double whole = height(rectangles, 1);
        assertThat(height(rectangles, 2) / whole).isEqualTo(0.25);
        assertThat(height(rectangles, 3) / whole).isEqualTo(0.5);
    }

    private static double height(NodeList rectangles, int index) {
        return Double.parseDouble(((Element) rectangles.item(index)).getAttribute("height"));
    }
}
