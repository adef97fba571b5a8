{
 "patcher": {
  "fileversion": 1,
  "appversion": {
   "major": 8,
   "minor": 5,
   "revision": 5,
   "architecture": "x64",
   "modernui": 1
  },
  "classnamespace": "box",
  "rect": [
   60,
   100,
   760,
   500
  ],
  "default_fontsize": 12.0,
  "default_fontname": "Arial",
  "boxes": [
   {
    "box": {
     "id": "title",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      30,
      15,
      560,
      20
     ],
     "text": "isorhythm over OSC: start the studio with --osc, or switch OSC on in its panel of connections (key L)"
    }
   },
   {
    "box": {
     "id": "head-words",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      30,
      45,
      200,
      20
     ],
     "text": "the head: drag"
    }
   },
   {
    "box": {
     "id": "head",
     "maxclass": "pictslider",
     "numinlets": 2,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "patching_rect": [
      30,
      68,
      180,
      180
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "head-x",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      30,
      260,
      60,
      22
     ],
     "text": "/ 127."
    }
   },
   {
    "box": {
     "id": "head-y",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      130,
      260,
      60,
      22
     ],
     "text": "/ 127."
    }
   },
   {
    "box": {
     "id": "head-pack",
     "maxclass": "newobj",
     "numinlets": 2,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      30,
      292,
      80,
      22
     ],
     "text": "pak 0. 0."
    }
   },
   {
    "box": {
     "id": "head-address",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      30,
      322,
      150,
      22
     ],
     "text": "prepend /isorhythm/head"
    }
   },
   {
    "box": {
     "id": "send",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 0,
     "outlettype": [],
     "patching_rect": [
      30,
      440,
      170,
      22
     ],
     "text": "udpsend 127.0.0.1 12000"
    }
   },
   {
    "box": {
     "id": "play-words",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      240,
      45,
      150,
      20
     ],
     "text": "play and stop"
    }
   },
   {
    "box": {
     "id": "play",
     "maxclass": "toggle",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      240,
      68,
      24,
      24
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "play-address",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      240,
      100,
      150,
      22
     ],
     "text": "prepend /isorhythm/play"
    }
   },
   {
    "box": {
     "id": "tempo-words",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      240,
      132,
      150,
      20
     ],
     "text": "tempo, bpm"
    }
   },
   {
    "box": {
     "id": "tempo",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "patching_rect": [
      240,
      155,
      60,
      22
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "tempo-address",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      240,
      187,
      155,
      22
     ],
     "text": "prepend /isorhythm/tempo"
    }
   },
   {
    "box": {
     "id": "noise-words",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      240,
      219,
      150,
      20
     ],
     "text": "noise, 0. to 1."
    }
   },
   {
    "box": {
     "id": "noise",
     "maxclass": "flonum",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "patching_rect": [
      240,
      242,
      60,
      22
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "noise-address",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      240,
      274,
      155,
      22
     ],
     "text": "prepend /isorhythm/noise"
    }
   },
   {
    "box": {
     "id": "receive",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      ""
     ],
     "patching_rect": [
      430,
      68,
      120,
      22
     ],
     "text": "udpreceive 12001"
    }
   },
   {
    "box": {
     "id": "route",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 4,
     "outlettype": [
      "",
      "",
      "",
      ""
     ],
     "patching_rect": [
      430,
      100,
      260,
      22
     ],
     "text": "route /isorhythm/note /isorhythm/head /isorhythm/bar"
    }
   },
   {
    "box": {
     "id": "note-words",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      430,
      130,
      190,
      20
     ],
     "text": "each stroke as it sounds"
    }
   },
   {
    "box": {
     "id": "note",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 5,
     "outlettype": [
      "",
      "",
      "",
      "",
      ""
     ],
     "patching_rect": [
      430,
      192,
      120,
      22
     ],
     "text": "unpack 0 0 0 0. s"
    }
   },
   {
    "box": {
     "id": "make-note",
     "maxclass": "newobj",
     "numinlets": 3,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "patching_rect": [
      430,
      230,
      110,
      22
     ],
     "text": "makenote 100 100"
    }
   },
   {
    "box": {
     "id": "note-out",
     "maxclass": "newobj",
     "numinlets": 3,
     "numoutlets": 0,
     "outlettype": [],
     "patching_rect": [
      430,
      292,
      60,
      22
     ],
     "text": "noteout"
    }
   },
   {
    "box": {
     "id": "bar-words",
     "maxclass": "comment",
     "numinlets": 1,
     "numoutlets": 0,
     "patching_rect": [
      650,
      130,
      60,
      20
     ],
     "text": "bar"
    }
   },
   {
    "box": {
     "id": "bar",
     "maxclass": "number",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "patching_rect": [
      650,
      155,
      50,
      22
     ],
     "parameter_enable": 0
    }
   },
   {
    "box": {
     "id": "note-twice",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 2,
     "outlettype": [
      "",
      ""
     ],
     "patching_rect": [
      430,
      155,
      50,
      22
     ],
     "text": "t l l"
    }
   },
   {
    "box": {
     "id": "channel",
     "maxclass": "newobj",
     "numinlets": 1,
     "numoutlets": 1,
     "outlettype": [
      "int"
     ],
     "patching_rect": [
      580,
      192,
      60,
      22
     ],
     "text": "unpack 0"
    }
   }
  ],
  "lines": [
   {
    "patchline": {
     "source": [
      "head",
      0
     ],
     "destination": [
      "head-x",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "head",
      1
     ],
     "destination": [
      "head-y",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "head-x",
      0
     ],
     "destination": [
      "head-pack",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "head-y",
      0
     ],
     "destination": [
      "head-pack",
      1
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "head-pack",
      0
     ],
     "destination": [
      "head-address",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "head-address",
      0
     ],
     "destination": [
      "send",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "play",
      0
     ],
     "destination": [
      "play-address",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "play-address",
      0
     ],
     "destination": [
      "send",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "tempo",
      0
     ],
     "destination": [
      "tempo-address",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "tempo-address",
      0
     ],
     "destination": [
      "send",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "noise",
      0
     ],
     "destination": [
      "noise-address",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "noise-address",
      0
     ],
     "destination": [
      "send",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "receive",
      0
     ],
     "destination": [
      "route",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "route",
      2
     ],
     "destination": [
      "bar",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "note",
      1
     ],
     "destination": [
      "make-note",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "note",
      2
     ],
     "destination": [
      "make-note",
      1
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "note",
      3
     ],
     "destination": [
      "make-note",
      2
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "make-note",
      0
     ],
     "destination": [
      "note-out",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "make-note",
      1
     ],
     "destination": [
      "note-out",
      1
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "route",
      0
     ],
     "destination": [
      "note-twice",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "note-twice",
      0
     ],
     "destination": [
      "note",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "note-twice",
      1
     ],
     "destination": [
      "channel",
      0
     ]
    }
   },
   {
    "patchline": {
     "source": [
      "channel",
      0
     ],
     "destination": [
      "note-out",
      2
     ]
    }
   }
  ]
 }
}
