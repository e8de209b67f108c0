import CPoppler
import Documents

/// A page as 8-bit grey pixels, row by row without gaps.
struct PageImage: Sendable {
  var pixels: [UInt8]
  var width: Int
  var height: Int
  var pixelsPerInch: Double
}

/// Draws pages of a PDF.
///
/// Owns poppler's handle: one thread, freed with the value. The bytes must live as long.
struct PageRenderer: ~Copyable {
  /// What Tesseract's models are made for.
  private static let resolution = 300.0
  private static let mostPixels = 25_000_000.0

  private let handle: OpaquePointer

  /// nil where poppler cannot open the document.
  init?(_ bytes: UnsafeRawBufferPointer) {
    let data = g_bytes_new_static(bytes.baseAddress, gsize(bytes.count))
    defer { g_bytes_unref(data) }
    guard let handle = poppler_document_new_from_bytes(data, nil, nil) else { return nil }
    self.handle = handle
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }

  /// A page by its number, from 1; nil where it cannot be drawn.
  func image(ofPage number: Int) -> PageImage? {
    guard let page = poppler_document_get_page(handle, Int32(number - 1)) else { return nil }
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    var (width, height) = (0.0, 0.0)
    poppler_page_get_size(page, &width, &height)
    guard width >= 1, height >= 1, width < 20_000, height < 20_000 else { return nil }
    var scale = Self.resolution / 72
    let excess = width * height * scale * scale / Self.mostPixels
    if excess > 1 { scale /= excess.squareRoot() }
    let (columns, rows) = (Int32(width * scale), Int32(height * scale))
    guard columns > 0, rows > 0,
      let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows)
    else { return nil }
    defer { cairo_surface_destroy(surface) }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface)
    else { return nil }
    defer { cairo_destroy(context) }
    cairo_set_source_rgb(context, 1, 1, 1)
    cairo_paint(context)
    cairo_scale(context, scale, scale)
    poppler_page_render(page, context)
    cairo_surface_flush(surface)
    return Self.grey(surface, Int(columns), Int(rows), scale * 72)
  }

  private static func grey(
    _ surface: OpaquePointer, _ width: Int, _ height: Int, _ resolution: Double
  ) -> PageImage? {
    guard let data = cairo_image_surface_get_data(surface) else { return nil }
    let stride = Int(cairo_image_surface_get_stride(surface))
    var image = PageImage(
      pixels: [], width: width, height: height, pixelsPerInch: resolution)
    image.pixels = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
      for row in 0..<height {
        for column in 0..<width {
          // "each pixel is a 32-bit quantity, with the upper 8 bits unused" (CAIRO_FORMAT_RGB24).
          let pixel = data + row * stride + column * 4
          let sum = 29 * Int(pixel[0]) + 150 * Int(pixel[1]) + 77 * Int(pixel[2])
          buffer[row * width + column] = UInt8(sum >> 8)
        }
      }
      count = width * height
    }
    return image
  }
}
