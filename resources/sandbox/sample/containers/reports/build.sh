# Stands for an image build. It fails as long as src/render.c uses a name that is not declared:
# write `color` instead, through the Files pane, and the build goes through.
echo '[1/2] compiling src/render.c'
sleep 1
line=$(grep -n colour src/render.c | head -n 1 | cut -d: -f1)
if [ -n "$line" ]; then
  text=$(sed -n "${line}p" src/render.c)
  {
    echo "src/render.c: In function 'draw':"
    echo "src/render.c:$line:17: error: 'colour' undeclared (first use in this function); did you mean 'color'?"
    echo "    $line | $text"
    echo '       |                 ^~~~~~'
    echo "src/render.c:$line:17: note: each undeclared identifier is reported only once for each function it appears in"
    echo "make: *** [Makefile:4: src/render.o] Error 1"
  } >&2
  exit 2
fi
echo '[2/2] writing image bakery/reports'
