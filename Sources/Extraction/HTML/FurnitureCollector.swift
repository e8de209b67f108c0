import Documents

/// Gathers the text of what is not the message.
enum FurnitureCollector {
  /// In document order: each part marked as furniture, and what stands outside the message's root.
  static func collect(_ selector: ContentSelector) -> [Furniture] {
    let page = selector.page
    var parts: [Furniture] = []
    var node = page.body
    while node < page.tree.end(page.body) {
      if page.isHidden[node] || node == selector.titleOutside || selector.leads.contains(node) {
        node = page.tree.end(node)
      } else if let role = selector.furniture[node] {
        add(node, role, page, except: selector.titleOutside, to: &parts)
        node = page.tree.end(node)
      } else if node == selector.root {
        // Its inside holds marked parts as well.
        node = inside(selector, &parts)
      } else if isOutside(node, selector) {
        add(node, .other, page, except: selector.titleOutside, to: &parts)
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
    return parts
  }

  /// A whole part that holds nothing of the message.
  private static func isOutside(_ node: Int, _ selector: ContentSelector) -> Bool {
    let page = selector.page
    guard page.tags[node].isBlock || page.tags[node] == .text else { return false }
    return !page.contains(node, selector.root)
      && !selector.leads.contains { page.contains(node, $0) }
  }

  private static func inside(_ selector: ContentSelector, _ parts: inout [Furniture]) -> Int {
    let page = selector.page
    var node = selector.root + 1
    while node < page.tree.end(selector.root) {
      if let role = selector.furniture[node], !page.isHidden[node] {
        add(node, role, page, except: nil, to: &parts)
        node = page.tree.end(node)
      } else {
        node += 1
      }
    }
    return page.tree.end(selector.root)
  }

  private static func add(
    _ node: Int, _ role: Furniture.Role, _ page: PageModel, except title: Int?,
    to parts: inout [Furniture]
  ) {
    var text: [UInt8] = []
    var pending = false
    var i = node
    while i < page.tree.end(node) {
      if page.isHidden[i] || i == title {
        i = page.tree.end(i)
        continue
      }
      if page.tags[i] == .text {
        for byte in page.tree.textBytes(i) {
          if byte <= 0x20 {
            pending = true
          } else {
            if pending, !text.isEmpty { text.append(0x20) }
            pending = false
            text.append(byte)
          }
        }
      } else if page.tags[i].isBlock || page.tags[i] == .lineBreak {
        pending = true
      }
      i += 1
    }
    guard !text.isEmpty else { return }
    parts.append(Furniture(role: role, page: 1, text: String(decoding: text, as: UTF8.self)))
  }
}
