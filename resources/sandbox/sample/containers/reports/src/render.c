struct page {
    int ink;
    int width;
};

static const int color = 0x7b3f00;

void draw(struct page *page)
{
    page->width = 210;
    page->ink = colour;
}
