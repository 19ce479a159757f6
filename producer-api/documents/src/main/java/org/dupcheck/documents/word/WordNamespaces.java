package org.dupcheck.documents.word;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The namespaces that Word knows, each by its whole name: one that only begins like them is none of them. A new Word may
 * know more; then what it writes for the Words before it is read. Stateless.
 */
final class WordNamespaces {
    private static final Set<String> KNOWN = Stream.of(
                    named(
                            "http://schemas.openxmlformats.org/",
                            "wordprocessingml/2006/main officeDocument/2006/relationships officeDocument/2006/math"
                                    + " officeDocument/2006/bibliography officeDocument/2006/customXml"
                                    + " officeDocument/2006/extended-properties officeDocument/2006/custom-properties"
                                    + " officeDocument/2006/docPropsVTypes schemaLibrary/2006/main"
                                    + " markup-compatibility/2006 drawingml/2006/main drawingml/2006/chart"
                                    + " drawingml/2006/chartDrawing drawingml/2006/compatibility drawingml/2006/diagram"
                                    + " drawingml/2006/lockedCanvas drawingml/2006/picture"
                                    + " drawingml/2006/spreadsheetDrawing drawingml/2006/wordprocessingDrawing"),
                    named(
                            "http://purl.oclc.org/ooxml/",
                            "wordprocessingml/main officeDocument/relationships officeDocument/math"
                                    + " officeDocument/bibliography officeDocument/customXml schemaLibrary/main"
                                    + " drawingml/main drawingml/chart drawingml/chartDrawing drawingml/compatibility"
                                    + " drawingml/diagram drawingml/lockedCanvas drawingml/picture"
                                    + " drawingml/spreadsheetDrawing drawingml/wordprocessingDrawing"),
                    named(
                            "urn:schemas-microsoft-com:",
                            "vml office:office office:word office:excel office:powerpoint office:access"),
                    named(
                            "http://schemas.microsoft.com/office/word/",
                            "2003/wordml 2006/wordml 2010/wordml 2010/wordprocessingCanvas 2010/wordprocessingDrawing"
                                    + " 2010/wordprocessingGroup 2010/wordprocessingInk 2010/wordprocessingShape"
                                    + " 2012/wordml 2012/wordprocessingDrawing 2015/wordml/symex 2016/wordml/cid"
                                    + " 2018/wordml 2018/wordml/cex 2020/wordml/sdtdatahash"
                                    + " 2020/oembed 2023/wordml/word16du 2024/wordml/sdtformatlock"),
                    named(
                            "http://schemas.microsoft.com/office/drawing/",
                            "2007/8/2/chart 2008/diagram 2010/chartDrawing 2010/compatibility 2010/diagram 2010/main"
                                    + " 2010/picture 2010/slicer 2012/chart 2012/chartStyle 2012/main 2012/slicer"
                                    + " 2013/main/command 2014/chart 2014/chartex 2014/chart/ac 2014/main"
                                    + " 2015/06/chart 2015/9/8/chartex 2015/10/21/chartex 2016/11/diagram"
                                    + " 2016/11/main 2016/12/diagram 2016/5/9/chartex 2016/5/10/chartex"
                                    + " 2016/5/11/chartex 2016/5/12/chartex 2016/5/13/chartex 2016/5/14/chartex"
                                    + " 2016/SVG/main 2016/ink 2017/03/chart 2017/decorative 2017/model3d"
                                    + " 2018/hyperlinkcolor 2018/animation 2018/sketchyshapes 2020/classificationShape"
                                    + " 2021/oembed 2021/scriptlink 2022/imageformula"),
                    named(
                            "http://schemas.microsoft.com/office/",
                            "2019/extlst thememl/2012/main webextensions/webextension/2010/11"),
                    named("http://schemas.microsoft.com/", "ink/2010/main"),
                    named("http://www.w3.org/", "2003/InkML 1998/Math/MathML XML/1998/namespace"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private WordNamespaces() {}

    private static Stream<String> named(String beginning, String ends) {
        return Stream.of(ends.split(" ")).map(beginning::concat);
    }

    static boolean isKnown(String namespace) {
        return KNOWN.contains(namespace);
    }
}
