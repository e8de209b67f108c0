import CPoppler
import Documents
import Synchronization

/// Owns one poppler page, and turns it into values.
struct PopplerPage: ~Copyable {
  private let handle: OpaquePointer
  private let number: Int
  private let texts: WordTexts
  /// Held while poppler draws: it keeps the faces of fonts for all documents together.
  private static let drawing = Mutex(())

  init(owning handle: OpaquePointer, number: Int, texts: WordTexts) {
    self.handle = handle
    self.number = number
    self.texts = texts
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(handle))
  }

  /// In points, as shown.
  var size: (width: Double, height: Double) {
    var (width, height) = (0.0, 0.0)
    poppler_page_get_size(handle, &width, &height)
    return (width, height)
  }

  /// The part that is shown, from the lower-left corner of the page's own space, not turned.
  var cropBox: Box {
    var box = PopplerRectangle()
    poppler_page_get_crop_box(handle, &box)
    return Box(box.x1, box.y1, box.x2, box.y2)
  }

  /// Words, links and size. Words come in poppler's order, which the layout does not rely on.
  func content() -> PDFPage {
    let (width, height) = size
    var page = PDFPage(number: number, width: width, height: height, texts: texts)
    if drawsAnnotations { layDownAnnotations() }
    page.words = RaisedMarks.marked(LetterSpacing.joined(words(), texts), texts)
    page.links = links(height: height)
    // A scan may bear a page number or a stamp.
    if page.words.count < 12 { page.imageShare = imageShare(of: width * height) }
    return page
  }

  // MARK: Words

  /// The calls without an area look inside the crop box only, and miss what a crop box that does
  /// not start at the origin leaves.
  private static let everywhere = PopplerRectangle(x1: -20_000, y1: -20_000, x2: 20_000, y2: 20_000)

  private func words() -> [PDFWord] {
    var area = Self.everywhere
    guard let text = poppler_page_get_text_for_area(handle, &area) else { return [] }
    defer { g_free(text) }
    var rectangles: UnsafeMutablePointer<PopplerRectangle>?
    var count: guint = 0
    guard poppler_page_get_text_layout_for_area(handle, &area, &rectangles, &count) != 0,
      let rectangles
    else { return [] }
    defer { g_free(rectangles) }
    let boxes = UnsafeBufferPointer(start: rectangles, count: Int(count))
    // poppler writes UTF-8; what is none is replaced.
    var string = String(cString: text)
    return string.withUTF8 { words($0, boxes) }
  }

  /// - Parameters:
  ///   - text: valid UTF-8.
  ///   - boxes: of its characters.
  private func words(
    _ text: UnsafeBufferPointer<UInt8>, _ boxes: UnsafeBufferPointer<PopplerRectangle>
  ) -> [PDFWord] {
    var builder = PDFWordBuilder(text, styles: styles(), texts: texts, characters: boxes.count)
    let scalars = WordScalars(text)
    var place = 0
    while place < text.count, builder.offset < boxes.count {
      let scalar = scalars[place]
      let next = scalars.index(after: place)
      defer { place = next }
      // The text of right-to-left words is wrapped in marks that have no rectangle.
      if (0x202A...0x202C).contains(scalar.value) { continue }
      let r = boxes[builder.offset]
      builder.add(
        scalar, at: place..<next,
        Box(min(r.x1, r.x2), min(r.y1, r.y2), max(r.x1, r.x2), max(r.y1, r.y2)))
    }
    return builder.finished()
  }

  /// Fonts by stretch of characters, in order.
  private func styles() -> [PDFWordBuilder.Style] {
    var area = Self.everywhere
    guard let list = poppler_page_get_text_attributes_for_area(handle, &area) else { return [] }
    defer { poppler_page_free_text_attributes(list) }
    var styles: [PDFWordBuilder.Style] = []
    forEach(list) { (attributes: UnsafePointer<PopplerTextAttributes>) in
      styles.append(
        PDFWordBuilder.Style(
          start: Int(attributes.pointee.start_index), size: attributes.pointee.font_size,
          isBold: attributes.pointee.font_name.map { PDFText.namesBoldFont($0) } ?? false))
    }
    return styles
  }

  // MARK: Annotations

  /// Whether form fields, stamps or other annotations with an appearance of their own lie on the
  /// page.
  private var drawsAnnotations: Bool {
    guard let list = poppler_page_get_annot_mapping(handle) else { return false }
    defer { poppler_page_free_annot_mapping(list) }
    var found = false
    forEach(list) { (mapping: UnsafePointer<PopplerAnnotMapping>) in
      guard let annotation = mapping.pointee.annot else { return }
      switch poppler_annot_get_annot_type(annotation) {
      case POPPLER_ANNOT_LINK, POPPLER_ANNOT_POPUP: break
      default: found = true
      }
    }
    return found
  }

  /// Puts the text of annotations among that of the page.
  ///
  /// Asked for text, poppler-glib lays out the page's own content only; drawing the page first
  /// keeps, in the same place, the text of all that is drawn, annotations included. The picture
  /// itself is one point wide.
  private func layDownAnnotations() {
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1) else { return }
    defer { cairo_surface_destroy(surface) }
    guard let context = cairo_create(surface) else { return }
    defer { cairo_destroy(context) }
    Self.drawing.withLock { _ in poppler_page_render(handle, context) }
  }

  // MARK: Links and images

  private func links(height: Double) -> [PDFLink] {
    guard let list = poppler_page_get_link_mapping(handle) else { return [] }
    defer { poppler_page_free_link_mapping(list) }
    var links: [PDFLink] = []
    forEach(list) { (mapping: UnsafePointer<PopplerLinkMapping>) in
      guard let action = mapping.pointee.action, action.pointee.type == POPPLER_ACTION_URI,
        let uri = action.pointee.uri.uri
      else { return }
      // Link areas count from the bottom of the page, text boxes from the top.
      let area = mapping.pointee.area
      let box = Box(
        min(area.x1, area.x2), height - max(area.y1, area.y2),
        max(area.x1, area.x2), height - min(area.y1, area.y2))
      links.append(PDFLink(box: box, url: String(cString: uri)))
    }
    return links.reversed()
  }

  /// - Parameter area: of the page.
  private func imageShare(of area: Double) -> Double {
    guard let list = poppler_page_get_image_mapping(handle) else { return 0 }
    defer { poppler_page_free_image_mapping(list) }
    var covered = 0.0
    forEach(list) { (mapping: UnsafePointer<PopplerImageMapping>) in
      let box = mapping.pointee.area
      covered += abs((box.x2 - box.x1) * (box.y2 - box.y1))
    }
    // An image may be no wider than a hair.
    return area > 0 && covered.isFinite ? min(1, max(covered / area, .leastNonzeroMagnitude)) : 1
  }

  private func forEach<Element>(
    _ list: UnsafeMutablePointer<GList>, _ body: (UnsafePointer<Element>) -> Void
  ) {
    var node: UnsafeMutablePointer<GList>? = list
    while let current = node {
      if let data = current.pointee.data {
        body(UnsafePointer(data.assumingMemoryBound(to: Element.self)))
      }
      node = current.pointee.next
    }
  }
}
